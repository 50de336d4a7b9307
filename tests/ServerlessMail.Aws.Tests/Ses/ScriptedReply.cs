namespace ServerlessMail.Aws.Tests.Ses;

/// <summary>What a scripted server does with a request that it has read.</summary>
internal abstract record ScriptedReply
{
    private ScriptedReply()
    {
    }

    public static Answer Sent { get; } = new(200, """{"MessageId":"0100019a-scripted"}""");

    /// <summary>An error as SES words it.</summary>
    public static ScriptedReply Fault(int status, string? error, string message = "Scripted.") => new Answer(status, $$"""{"message":"{{message}}"}""", error);

    internal sealed record Answer(int Status, string Body, string? Error = null) : ScriptedReply;

    /// <summary>Takes the mail, says so, and then ends the connection without a word.</summary>
    internal sealed record SentAndClose : ScriptedReply;

    /// <summary>Ends the connection in good order.</summary>
    internal sealed record Close : ScriptedReply;

    /// <summary>Ends the connection with a reset.</summary>
    internal sealed record Reset : ScriptedReply;

    /// <summary>Never answers, and holds the connection open.</summary>
    internal sealed record Silence(Action Begun) : ScriptedReply;
}
