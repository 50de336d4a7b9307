namespace ServerlessMail.Lambda.Settings;

/// <summary>Which function this process is: <c>SMAIL_FUNCTION</c>.</summary>
internal enum FunctionKind
{
    /// <summary>Takes what is posted to the HTTP API.</summary>
    Api,

    /// <summary>Sends what the lanes' queues name.</summary>
    Sender,

    /// <summary>Writes what SES tells afterwards into the trails.</summary>
    Feedback,

    /// <summary>Brings on what stands still, once a minute.</summary>
    Sweeper,
}
