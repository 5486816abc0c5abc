import { Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { readLimit } from '../../page';
import { RelationsService, type FollowersPage, type RelationsResource } from './relations.service';

const FOLLOWERS_MAX = 1_000;
const FOLLOWERS = 100;

@Controller('v1/users/:user')
export class RelationsController {
  constructor(private readonly relations: RelationsService) {}

  @Get(['following', 'mutes', 'blocks'])
  get(@Param('user') user: string): Promise<RelationsResource> {
    return this.relations.get(user);
  }

  @Get('followers')
  followers(
    @Param('user') user: string,
    @Query('limit') limit: unknown,
    @Query('after') after: unknown,
  ): FollowersPage {
    const count = limit === undefined ? FOLLOWERS : readLimit(limit, FOLLOWERS_MAX);
    return this.relations.followers(user, count, after === undefined ? undefined : String(after));
  }

  @Put('following/:other')
  follow(@Param('user') user: string, @Param('other') other: string): Promise<RelationsResource> {
    return this.relations.change(user, 'relations.followed', other);
  }

  @Delete('following/:other')
  unfollow(@Param('user') user: string, @Param('other') other: string): Promise<RelationsResource> {
    return this.relations.change(user, 'relations.unfollowed', other);
  }

  @Post('mutes/:other')
  @HttpCode(200)
  mute(@Param('user') user: string, @Param('other') other: string): Promise<RelationsResource> {
    return this.relations.change(user, 'relations.muted', other);
  }

  @Delete('mutes/:other')
  unmute(@Param('user') user: string, @Param('other') other: string): Promise<RelationsResource> {
    return this.relations.change(user, 'relations.unmuted', other);
  }

  @Post('blocks/:other')
  @HttpCode(200)
  block(@Param('user') user: string, @Param('other') other: string): Promise<RelationsResource> {
    return this.relations.change(user, 'relations.blocked', other);
  }

  @Delete('blocks/:other')
  unblock(@Param('user') user: string, @Param('other') other: string): Promise<RelationsResource> {
    return this.relations.change(user, 'relations.unblocked', other);
  }
}
