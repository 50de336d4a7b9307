using Amazon.Runtime;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>Asks for the account's state: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html.</summary>
internal sealed class GetAccountRequest : AmazonWebServiceRequest;

internal sealed class GetAccountResponse : AmazonWebServiceResponse
{
    /// <summary>HEALTHY, PROBATION or SHUTDOWN.</summary>
    public string? EnforcementStatus { get; set; }

    /// <summary>False: the account is in the sandbox.</summary>
    public bool? ProductionAccessEnabled { get; set; }

    public bool? SendingEnabled { get; set; }

    public SendQuota? SendQuota { get; set; }
}

/// <summary>All in recipients.</summary>
internal sealed class SendQuota
{
    /// <summary>-1: no limit.</summary>
    public double? Max24HourSend { get; set; }

    /// <summary>A second.</summary>
    public double? MaxSendRate { get; set; }

    public double? SentLast24Hours { get; set; }
}
