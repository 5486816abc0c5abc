import type { EventOf, RelationEvents } from '@tickertape/events';
import type { Seq } from '@tickertape/wire';

/** What one user has to another one. */
interface Bond {
  /** Since when the one follows the other. */
  followedAt?: Seq;
  muted?: true;
  blocked?: true;
  /** When anything of it changed last, or of the other's block of the one. */
  changedAt: Seq;
}

type RelationEvent = EventOf<RelationEvents>;

/** Who follows, mutes and blocks whom, folded from the relations of all users. */
export class Bonds {
  private readonly bonds = new Map<string, Map<string, Bond>>();
  /** In the order of following. */
  private readonly followersBy = new Map<string, Map<string, Seq>>();

  take(viewer: string, { type, data }: Pick<RelationEvent, 'type' | 'data'>, seq: Seq): void {
    const { user: author } = data;
    const bond = this.bondOf(viewer, author, seq);
    switch (type) {
      case 'relations.followed':
        bond.followedAt = seq;
        this.followers(author).delete(viewer);
        this.followers(author).set(viewer, seq);
        break;
      case 'relations.unfollowed':
        delete bond.followedAt;
        this.followers(author).delete(viewer);
        break;
      case 'relations.muted':
        bond.muted = true;
        break;
      case 'relations.unmuted':
        delete bond.muted;
        break;
      case 'relations.blocked':
        bond.blocked = true;
        delete bond.followedAt;
        this.followers(author).delete(viewer);
        this.bondOf(author, viewer, seq);
        break;
      case 'relations.unblocked':
        delete bond.blocked;
        this.bondOf(author, viewer, seq);
        break;
    }
  }

  /** Those who follow an author, with the place since which they do, in the order of following. */
  followersOf(author: string): ReadonlyMap<string, Seq> {
    return this.followersBy.get(author) ?? new Map<string, Seq>();
  }

  /** Whether a viewer is to see nothing of an author: muted, or one of them has blocked the other. */
  hides(viewer: string, author: string): boolean {
    const bond = this.find(viewer, author);
    return Boolean(bond?.muted ?? bond?.blocked ?? this.find(author, viewer)?.blocked);
  }

  /** Whether an author has blocked a viewer. */
  blocks(author: string, viewer: string): boolean {
    return this.find(author, viewer)?.blocked ?? false;
  }

  /** Whether an author's activities are in a viewer's feed, and the place since which it is so. */
  inFeed(viewer: string, author: string): { readonly visible: boolean; readonly since: Seq } {
    const bond = this.find(viewer, author);
    return {
      visible: bond?.followedAt !== undefined && !this.hides(viewer, author),
      since: bond?.changedAt ?? 0,
    };
  }

  private find(viewer: string, author: string): Bond | undefined {
    return this.bonds.get(viewer)?.get(author);
  }

  private bondOf(viewer: string, author: string, changedAt: Seq): Bond {
    let all = this.bonds.get(viewer);
    if (!all) this.bonds.set(viewer, (all = new Map()));
    let bond = all.get(author);
    if (!bond) all.set(author, (bond = { changedAt }));
    bond.changedAt = changedAt;
    return bond;
  }

  private followers(author: string): Map<string, Seq> {
    let followers = this.followersBy.get(author);
    if (!followers) this.followersBy.set(author, (followers = new Map()));
    return followers;
  }
}
