namespace ServerlessMail.Aws.Dynamo;

/// <summary>An index of the table: KEYS_ONLY, and sparse, since an item without its keys is not in it.</summary>
internal sealed record TableIndex(string Name, string Partition, string Sort)
{
    /// <summary>What the sweeper must look at, by when.</summary>
    public static readonly TableIndex Work = new("work", Columns.WorkShard, Columns.Due);

    /// <summary>The messages of a day, by id. Its keys never change, so it costs one write in a message's life.</summary>
    public static readonly TableIndex Time = new("time", Columns.DayShard, Columns.Pk);
}
