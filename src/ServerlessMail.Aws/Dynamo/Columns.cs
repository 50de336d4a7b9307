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
    public const string Granted = "granted";

    public const string FormVersion = "formVersion";
    /// <summary>The form as JSON.</summary>
    public const string FormJson = "formJson";

    public const string Standing = "standing";
    public const string AddedBy = "addedBy";
    public const string AddedAt = "addedAt";

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
