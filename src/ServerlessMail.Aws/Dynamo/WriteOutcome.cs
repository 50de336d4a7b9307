namespace ServerlessMail.Aws.Dynamo;

/// <summary>What became of a conditional write.</summary>
internal enum WriteOutcome
{
    Written,

    /// <summary>Its condition did not hold: nothing was changed.</summary>
    Refused,

    /// <summary>
    /// An answer was lost, and when the write was repeated its condition no longer held: either the first one had been written, or somebody
    /// else was faster. Its <see cref="Columns.Mark"/> tells which.
    /// </summary>
    Unclear,
}
