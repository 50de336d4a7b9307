namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// The attributes of the table's items. None is one of DynamoDB's reserved words, so that every expression can name them as they are; they are
/// short because a head is billed by the kilobyte.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html</remarks>
internal static class Columns
{
    public const string Pk = "pk";
    public const string Sk = "sk";

    /// <summary>When DynamoDB may delete the item: seconds since 1970.</summary>
    public const string Expires = "expires";

    /// <summary>Who wrote last: a random mark of each conditional write, by which its writer knows it again when the answer was lost.</summary>
    public const string Mark = "mark";

    /// <summary>The work index: partition and sort key, both absent once nothing is left to do.</summary>
    public const string WorkShard = "wk";
    public const string Due = "due";

    /// <summary>The time index: its partition; it is sorted by <see cref="Pk"/>, which ends in the id.</summary>
    public const string DayShard = "dk";

    public const string Phase = "phase";
    public const string Lane = "lane";
    public const string Source = "cameFrom";
    public const string Recipients = "rcpts";
    public const string Attempt = "attempt";
    public const string ClaimedAt = "claimedAt";
    public const string SesId = "sesId";
    public const string Hold = "holdFor";
    public const string Requeues = "requeues";
    public const string Setbacks = "setbacks";
    public const string Seen = "seen";
    public const string TakenAlso = "takenAlso";
    public const string Doubted = "doubted";
    public const string QuietTimes = "quietTimes";
    public const string WatchedUntil = "watchedUntil";
    public const string Seq = "seq";
    public const string Trail = "trail";

    /// <summary>The trail's seal, the digest of what the message says, and that digest's salt: 16 bytes each.</summary>
    public const string Chain = "chain";
    public const string DraftDigest = "digest";
    public const string Salt = "salt";

    /// <summary>A draft inside its head, and until when it may be read: milliseconds since 1970.</summary>
    public const string Draft = "draft";
    public const string DraftUntil = "draftUntil";

    /// <summary>A draft in an item of its own: JSON in gzip.</summary>
    public const string Body = "body";

    public const string Paused = "paused";
    public const string Reason = "reason";
    public const string ChangedBy = "changedBy";
    public const string ChangedAt = "changedAt";

    /// <summary>Whose reserved place was confirmed last: what makes a confirmation a write.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Scopes that are stopped, scopes whose held mail is on its way out, lanes with too much waiting: sets that hold <see cref="NoMember"/> always.</summary>
    public const string Stops = "stops";
    public const string Draining = "draining";
    public const string FullLanes = "fullLanes";

    /// <summary>A set must not be empty, and a condition on a missing one would hold.</summary>
    public const string NoMember = "-";

    /// <summary>The limits: recipients a second, recipients in 24 hours (-1 for no limit), bulk mail's share of both, and how often they changed.</summary>
    public const string MaxRate = "maxRate";
    public const string DayQuota = "dayQuota";
    public const string BulkShare = "bulkShare";
    public const string LimitsVersion = "limitsVersion";

    /// <summary>Of each counter, when its next recipient may go: microseconds since 1970.</summary>
    public const string PaceAll = "paceAll";
    public const string PaceNormal = "paceNormal";
    public const string PaceBulk = "paceBulk";

    /// <summary>The rolling day: the current hour since 1970; of each counter the recipients of 25 hours, and their sum, which conditions need.</summary>
    public const string DayHour = "dayHour";
    public const string HoursAll = "hoursAll";
    public const string HoursNormal = "hoursNormal";
    public const string HoursBulk = "hoursBulk";
    public const string UsedAll = "usedAll";
    public const string UsedNormal = "usedNormal";
    public const string UsedBulk = "usedBulk";

    /// <summary>Until then SES itself calls the day spent: milliseconds since 1970, or 0.</summary>
    public const string DayClosedUntil = "dayClosedUntil";

    public const string RecordedUntil = "recordedUntil";
    public const string RecordedAt = "recordedAt";
    public const string OldestWait = "oldestWait";
    public const string UndoneAt = "undoneAt";

    public const string FormVersion = "formVersion";
    /// <summary>The form as JSON.</summary>
    public const string FormJson = "formJson";

    public const string Standing = "standing";
    public const string AddedBy = "addedBy";
    public const string AddedAt = "addedAt";

    /// <summary>How many readings of the account were kept.</summary>
    public const string AccountVersion = "accountVersion";

    public const string Holder = "holder";
    public const string HeldUntil = "heldUntil";

    public const string SecretKey = "secretKey";

    public const string ActNumber = "actNumber";
    public const string HappenedAt = "happenedAt";
    public const string Operator = "actor";
    public const string Act = "act";
    public const string Subject = "subject";

    public const string Used = "used";
    public const string Refusals = "refusals";
    public const string Samples = "samples";
}
