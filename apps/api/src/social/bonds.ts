import type { EventOf, RelationEvents } from '@tickertape/events';
import type { Seq } from '@tickertape/wire';

/** What one user has to another one. */
interface Bond {
  /** Since when the one follows the other. */
  followedAt?: Seq;
  muted?: true;
  blocked?: true;
  /** Whether the other's activities are in the feed of the one, and since when that is so. */
  visible: boolean;
  since: Seq;
}

type RelationEvent = EventOf<RelationEvents>;

/** Who follows, mutes and blocks whom, folded from the relations of all users. */
export class Bonds {
  private readonly bonds = new Map<string, Map<string, Bond>>();
  /** In the order of following. */
  private readonly followersBy = new Map<string, Map<string, Seq>>();

  take(viewer: string, { type, data }: Pick<RelationEvent, 'type' | 'data'>, seq: Seq): void {
    const { user: author } = data;
    const bond = this.bondOf(viewer, author);
    switch (type) {
      case 'relations.followed':
        this.beginFollowing(viewer, author, seq);
        break;
      case 'relations.unfollowed':
        this.endFollowing(viewer, author);
        break;
      case 'relations.muted':
        bond.muted = true;
        break;
      case 'relations.unmuted':
        delete bond.muted;
        break;
      case 'relations.blocked':
        bond.blocked = true;
        this.endFollowing(viewer, author);
        break;
      case 'relations.unblocked':
        delete bond.blocked;
        break;
    }
    this.see(viewer, author, seq);
    // A block concerns both.
    this.see(author, viewer, seq);
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
    const { visible, since } = this.find(viewer, author) ?? { visible: false, since: 0 };
    return { visible, since };
  }

  private beginFollowing(viewer: string, author: string, seq: Seq): void {
    const bond = this.bondOf(viewer, author);
    // Who follows already keeps the place among the followers.
    if (bond.followedAt !== undefined) return;
    bond.followedAt = seq;
    let followers = this.followersBy.get(author);
    if (!followers) this.followersBy.set(author, (followers = new Map()));
    followers.set(viewer, seq);
  }

  private endFollowing(viewer: string, author: string): void {
    delete this.bondOf(viewer, author).followedAt;
    this.followersBy.get(author)?.delete(viewer);
  }

  private see(viewer: string, author: string, seq: Seq): void {
    const bond = this.find(viewer, author);
    if (!bond) return;
    const visible = bond.followedAt !== undefined && !this.hides(viewer, author);
    if (visible === bond.visible) return;
    bond.visible = visible;
    bond.since = seq;
  }

  private find(viewer: string, author: string): Bond | undefined {
    return this.bonds.get(viewer)?.get(author);
  }

  private bondOf(viewer: string, author: string): Bond {
    let all = this.bonds.get(viewer);
    if (!all) this.bonds.set(viewer, (all = new Map()));
    let bond = all.get(author);
    if (!bond) all.set(author, (bond = { visible: false, since: 0 }));
    return bond;
  }
}
