using Amazon.Runtime;

namespace ServerlessMail.Aws.Ses;

/// <summary>Where SES is and how mail is sent through it; what is null comes from the AWS SDK's own environment variables and files.</summary>
public sealed record SesSettings
{
    /// <summary>Another endpoint than the region's, such as a simulator's; null: <c>AWS_ENDPOINT_URL_SESV2</c>, else the region's.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The region that requests are signed for where <see cref="Endpoint"/> is set.</summary>
    public string? SigningRegion { get; init; }

    public AWSCredentials? Credentials { get; init; }

    /// <summary>How long to wait between two calls of SES's administrative API, which allows about one a second.</summary>
    public TimeSpan BetweenAdministrativeCalls { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The configuration set whose events come back as feedback. Without one nothing resolves an uncertain mail.</summary>
    public string? ConfigurationSet { get; init; }
}
