import { ActivityChangesDto, ActivityContentDto } from '@tickertape/events/dto';

/** `POST /v1/users/{user}/activities` */
export class PublishActivity extends ActivityContentDto {}

/** `PATCH /v1/users/{user}/activities/{id}`: what is left out stays as it is. */
export class EditActivity extends ActivityChangesDto {}
