import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { TapeOptions, TapeStore } from '@tickertape/tape';

export interface TapeModuleOptions extends TapeOptions {
  /** The open store. The module closes it when the app shuts down. */
  readonly store: TapeStore;
  /** How long a shutdown waits for clients to take their last frames, in milliseconds. Default: 1 000. */
  readonly drainMs?: number;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<TapeModuleOptions>()
  .setClassMethodName('forRoot')
  .build();
