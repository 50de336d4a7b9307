namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>What a request meets instead of its answer.</summary>
public enum WireFault
{
    /// <summary>It arrives and is done; its answer gets lost.</summary>
    AnswerLost,

    /// <summary>It never arrives.</summary>
    RequestLost,

    /// <summary>It is turned away for its rate.</summary>
    Throttled,

    /// <summary>All keys of a batch are left for later.</summary>
    BatchLeftUnread,
}
