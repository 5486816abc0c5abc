import type { MessageEvent } from '@nestjs/common';
import { Subject } from 'rxjs';
import { nowUs } from '../lib/clock';
import { writeStamp } from '../lib/stamp';

/** As long as a token of English is on average. */
const TOKEN = ' tape';

/** What an app without a tape does: a timer that emits each token as it comes as an event of its own, and keeps nothing. */
export function streamTokens(tokensPerSecond: number): Subject<MessageEvent> {
  const subject = new Subject<MessageEvent>();
  let number = 0;
  const timer = setInterval(() => {
    if (!subject.observed && number > 0) {
      clearInterval(timer);
      return;
    }
    number += 1;
    subject.next({ id: String(number), type: 'token', data: { text: TOKEN, stamp: writeStamp(number, nowUs()) } });
  }, 1_000 / tokensPerSecond);
  return subject;
}
