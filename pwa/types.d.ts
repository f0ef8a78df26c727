/** The shapes of docs/protocol.md, as the browser's code names them. */

export interface Profile {
  id: string;
  address: string;
  name: string | null;
  programme: string | null;
  specialisation: string | null;
  started_on: string | null;
  next_school_period_on: string | null;
  moved_to_new_order: boolean;
  transition_school: string | null;
  transition_agreed_on: string | null;
  /** What their next declaration is made from; an older server says nothing. */
  edition?: string | null;
  /** A newer edition that the school moved them to: whose word it was, from which mailbox, which day. */
  moved_to_edition?: string | null;
  moved_by?: string | null;
  moved_by_address?: string | null;
  moved_on?: string | null;
}

/** Earlier declarations sent on to somebody, until a moment. */
export interface Share extends Contact {
  id: string;
  created_at: string;
  expires_at: string;
  ended_at: string | null;
  declaration_ids: string[];
}

export interface Contact {
  name: string;
  address: string;
}

export interface Answer {
  value: any;
  revision: number;
  /** Something typed here that the server has not got yet. */
  pending?: boolean;
  /** While it is pending: what the server has. Absent in what an older release wrote. */
  stands?: any;
  /** Texts of this device that lost against another, or came too late: kept and shown until a person has chosen. */
  lost?: Lost[];
}

/** Who wrote what stands: a supervisor's name, the device as people know it, the moment. */
export interface Writer {
  name: string;
  device: string;
  at: string | null;
}

export interface Lost {
  /** Of the operation that lost, and what it built on. */
  id: string;
  base: number | string;
  value: any;
  typed_at: string;
  late: boolean;
  theirs: Writer;
  /** Of a phone that was handed over and is handed back. */
  aside?: boolean;
}

/** What came to the server after the declaration was sealed. */
export interface Late {
  id: string;
  field: string;
  value: any;
  author: "apprentice" | "supervisor";
  typed_at: string;
}

export interface Recipient extends Contact {
  id: string;
  roles: string[];
  has_pen: boolean;
  opened_at: string | null;
  mail: "waiting" | "sent" | "bounced" | "failed" | "none";
  // What follows is not there in a draft taken in by an older release.
  mail_because?: string | null;
  mail_at?: string | null;
  /** First and last answer of theirs: a visit is none. */
  begun_at?: string | null;
  answered_at?: string | null;
  answered?: number;
  declined?: Declined | null;
  /** What those said, newest first, who named this one in their place. Absent in what an older server said. */
  passed_on?: (Declined & { name: string })[];
  read?: ReadMark | null;
  /** Of a school's contact; absent in what an older server said. */
  school?: string | null;
  unknown_school?: boolean;
  meant_address?: string | null;
  /** Absent in what an older server said. */
  reminded?: { count: number; last_at: string | null; next_at: string | null; stopped_at: string | null };
}

/** Which known school an address is of; or that it is of none, and which was probably meant. */
export interface SchoolAddress {
  address: string;
  school: string | null;
  unknown_school: boolean;
  meant_address: string | null;
}

export interface Declined {
  reason: string;
  text: string;
  at: string;
}

export interface ReadMark {
  name: string;
  at: string;
  version_number: number;
}

/** Who has seen it. Of a link only the first opening is known, and not who read. */
export interface Opening extends Contact {
  roles: string[];
  way: "panel" | "shared" | "link";
  first_at: string;
  last_at: string | null;
  times: number | null;
}

/** "This was not me", beside the version it was said of. */
export interface Dispute {
  id: string;
  version_number: number;
  name: string;
  text: string;
  at: string;
}

/** What the apprentice can show or share to let a recipient in. */
export interface Doors {
  shared_link: string;
  qr_link: string;
  short_code: string;
  expires_at: string;
}

/** One sealed version. */
export interface Version {
  number: number;
  digest: string;
  sealed_at: string;
  /** Since when somebody who signed it says "this was not me". Absent in what an older server said. */
  disputed_at?: string | null;
  /** Null once it is erased. */
  payload: Payload | null;
  /** From the version before. */
  differences?: Difference[];
}

/** The newest, and those before it, the newest first. */
export interface Sealed extends Version {
  versions?: Version[];
}

/** `name`: which goal or work area, else empty. */
export interface Difference {
  field: string;
  name: string;
  before: string;
  after: string;
}

/** What apprentice and visitor both see of a declaration, and what lies on the device. */
export interface Draft {
  id: string;
  edition: string;
  specialisation: string;
  status: "draft" | "requested" | "releasing" | "submitted" | "correcting" | "withdrawn";
  revision: number;
  submitted_at: string | null;
  /** Until then it can be taken back. */
  releases_at?: string | null;
  answers: Record<string, Answer>;
  progress: { required: number; answered: number } | null;
  sealed: Sealed | null;
  /** Filled in at a door that may not sign; waits for the mailbox. */
  awaiting?: null | { since: string; door: string; recipient_id?: string };
  /** Who types it in from paper, until it is sent. Absent in what an older server said. */
  paper?: null | { name: string; role: "school" | "workplace"; begun_at: string; refused_at: string | null; mended?: string[] | null };
  late?: Late[];
  disputes?: Dispute[];
  /** What the apprentice said to sealed versions. */
  replies?: Said[];
  /** When the apprentice asked for it to be opened again; for both sides. */
  asked?: { id: string; text: string; at: string }[];
  /** What the school wrote about the period before. Absent in what an older server said. */
  follow_ups?: { note: string; noted_by: string | null; noted_at: string | null; main_course: number | null }[];
}

export interface Said {
  id: string;
  /** Of the version. */
  number: number;
  kind: "agree" | "comment";
  text: string;
  at: string;
}

export interface Declaration extends Draft {
  created_at: string;
  requested_at: string | null;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
  /** A draft that was thrown away. Absent in what an older server said. */
  discarded_at?: string | null;
  recipients: Recipient[];
  /** The newest first. Absent in what an older server said. */
  openings?: Opening[];
  talk_until?: string | null;
  /** The call-up it is tied to. Absent before the server has said it. */
  summons?: Summons | null;
}

/** What the code of a school's letter says. */
export interface Summons {
  code: string;
  school: { name: string };
  programme: string;
  main_course: number;
  school_class: string;
  training_period_ends_on: string;
  school_period_starts_on: string;
  school_period_ends_on: string | null;
  contacts: Contact[];
}

export interface Visit extends Draft {
  /** How many earlier declarations of the apprentice may be opened here. Absent in what an older server said. */
  earlier?: number;
  public_id: string;
  may: "fill" | "read";
  /** Absent when it was read by an older release. */
  door?: "mail_link" | "shared_link" | "qr" | "short_code" | "handed_over";
  talk_until?: string | null;
  set_aside?: { id: string; field: string; value: any; typed_at: string }[];
  /** Whether this recipient may fill in, when it is open. */
  holds_pen?: boolean;
  /** Whether the supervisor's name that stands was written from this link. */
  own_name?: boolean | null;
  /** The correction under way, for those who make it. */
  correction?: { reason: string; begun_at: string } | null;
  recipient: Contact & { roles: string[] };
  apprentice: { name: string };
  required: string[];
  /** Whom one may write to; addresses are masked. */
  receivers?: (Contact & { id: string; roles: string[] })[];
  /** What the apprentice shares of the running log. */
  log?: (LogValue & { id: string })[];
  contacts: (Contact & { id: string; may: "fill" | "read" })[];
  law: Law | null;
  /** The others at the same mailbox that wait and are open in this browser; how many more wait; how many were sent lately. */
  waiting?: { public_id: string; name: string; main_course: number }[];
  others_waiting?: number;
  sent_lately?: number;
  declined?: Declined | null;
  read?: ReadMark | null;
  /** Whether it may be typed in from paper at the panel. Absent in what an older server said. */
  types_in?: boolean;
  /** Whether the newest version was signed from this link's address. */
  signed?: boolean;
}

/** A message as it is typed: whom by id. */
export interface MessageForm {
  to: string[];
  text: string;
}

/** That a message went: to whom, when, and a hash that only its text has. */
export interface MessageReceipt {
  message_id: string;
  declaration: string;
  sha256: string;
  to: string[];
  at: string;
}

export interface Law {
  version: string;
  order: string;
  references: Record<string, { paragraph: string; about: string }>;
}

export interface Goal {
  key: string;
  work_area: string;
  text: string;
  plain: string;
  example: string;
  expected_before: number;
  specialisations?: string[];
}

export interface WorkArea {
  key: string;
  name: string;
  specialisations?: string[];
  functions: { key: string; name: string }[];
}

export interface Machine {
  key: string;
  name: string;
  under_18?: string;
  specialisations?: string[];
}

export interface Level {
  key: string;
  name: string;
  sentence: string;
  reached: boolean;
}

export interface Edition {
  id: string;
  programme: string;
  name: string;
  version: string;
  valid_from: string;
  goals_are_examples: boolean;
  label: string;
  source: string;
  law: Law;
  specialisations: { key: string; name: string }[];
  main_courses: { number: number; name: string; specialisations?: string[] }[];
  scale: Level[];
  work_areas: WorkArea[];
  goals: Goal[];
  machines: Machine[];
}

export interface Payload {
  schema: number;
  declaration: { id: string; number: number };
  correction?: { of: number; reason: string } | null;
  sealed_at: string;
  door: string;
  /** Since schema 2. */
  confirmed_by?: "mail_link" | "code";
  apprentice_talked_through_on?: string | null;
  apprentice_talked_through_said?: "own_device" | "supervisors_device" | null;
  apprentice: Contact;
  programme: {
    key: string;
    name: string;
    specialisation: { key: string; name: string };
    edition: string;
    goals_are_examples: boolean;
    label: string;
  };
  period: {
    main_course: number;
    main_course_name: string;
    training_period_ends_on: string;
    school_period_starts_on: string;
    school_class: string;
  };
  workplace: { cvr: string; name: string; training_centre: boolean };
  supervisor: { name: string; title: string; address: string };
  /** By a forwarded link; not there in schema 1. */
  filled_by?: Contact | null;
  /** From paper; not there in schemas 1 and 2. */
  typed_by?: { name: string; role: "school" | "workplace" } | null;
  school_contacts: Contact[];
  scale: Level[];
  goals: {
    key: string;
    text: string;
    plain: string;
    work_area: string;
    work_area_name: string;
    required: boolean;
    self: string | null;
    supervisor: string | null;
    reached: boolean | null;
  }[];
  work_areas: { name: string; functions: string[] }[];
  machines: string[];
  goals_reached: "yes" | "partly" | "no";
  goals_reached_why: string;
  remarks: string;
  special_needs: string;
  talked_through_on: string;
  self_remarks: string;
  law: Law;
}

/** One entry of the running log; `value: null` when it was deleted. */
export interface LogEntry {
  id: string;
  value: LogValue | null;
  revision: number;
  pending?: boolean;
  stands?: LogValue | null;
  lost?: Lost[];
}

export interface LogValue {
  /** YYYY-MM-DD */
  on: string;
  text: string;
  goals: string[];
  functions: string[];
  machines: string[];
  /** The declaration whose supervisor may see it. */
  shared_with: string | null;
}

/** What belongs to a photo, beside its bytes. Never leaves the device but by the person's own share sheet. */
export interface Photo {
  id: string;
  declaration: string | null;
  entry: string | null;
  goals: string[];
  functions: string[];
  machines: string[];
  caption: string;
  /** YYYY-MM-DD */
  taken_on: string;
  made_at: string;
  /** Pixels, upright. */
  width: number;
  height: number;
  /** Bytes. */
  size: number;
  deleted_at: string | null;
  /** When the person saved a copy elsewhere, or empty. */
  backed_up_at: string;
}

/** How many photos lie on a device, as far as the server was told. */
export interface PhotoDevice {
  name: string;
  count: number;
  seen_at: string;
  device: string;
  here: boolean;
}

export interface FieldProblem {
  field: string;
  code: string;
  message?: string;
}

/** One thing that waits to be sent. `seq` is its place in the queue, given by IndexedDB. */
export interface Item {
  seq?: number;
  kind: "profile" | "create" | "operation" | "request" | "withdraw" | "submit" | "confirm" | "close" | "message" | "remind" | "reply" | "ask_correction" | "discard" | "restore";
  /** Declaration it belongs to; "profile" for the profile. */
  subject: string;
  body: any;
  /** Once sent it is frozen: a later edit is a new item. */
  frozen: boolean;
  made_at: string;
  /** Why the server will not have it. It stays until a person decides. */
  blocked: null | { code: string; message: string; fields?: FieldProblem[] };
  /** How often the server failed over it when it went alone. */
  stumbled?: number;
}

export interface Reply {
  /** 0 when there was no answer. */
  status: number;
  body: any;
  etag: string | null;
  /** Seconds, or null. */
  retry_after: number | null;
}
