using System.Runtime.InteropServices;
using ServerlessMail.Benchmarks.ColdStart.Contestants;

namespace ServerlessMail.Benchmarks.ColdStart.Runs;

/// <summary>What every contestant finds around it: the same environment as on Lambda, with the stand-ins for the services.</summary>
internal sealed class Surroundings(StandInAws aws, TrustedCertificate certificate)
{
    public const string Function = "smail-api";

    public StandInAws Aws => aws;

    /// <summary>All variables that a process gets beside Lambda's own.</summary>
    public Dictionary<string, string?> Variables(Contestant contestant, Over over)
    {
        var endpoint = over == Over.Tls ? aws.Secure : aws.Plain;
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
            ["HOME"] = Path.GetTempPath(),
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["AWS_ACCESS_KEY_ID"] = "ASIAEXAMPLEEXAMPLE00",
            ["AWS_SECRET_ACCESS_KEY"] = "example/example/example/example/example0",
            ["AWS_SESSION_TOKEN"] = new string('t', 800),
            ["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["AWS_ENDPOINT_URL_SQS"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["SMAIL_FUNCTION"] = "api",
            ["SMAIL_TABLE"] = StandInAws.Table,
            ["SMAIL_QUEUE_URGENT"] = StandInAws.Queue(endpoint, "urgent"),
            ["SMAIL_QUEUE_NORMAL"] = StandInAws.Queue(endpoint, "normal"),
            ["SMAIL_QUEUE_BULK"] = StandInAws.Queue(endpoint, "bulk"),
            ["SMAIL_CONFIGURATION_SET"] = "smail",
            ["SMAIL_SERVICE"] = "smail",
            // Where a framework-dependent program finds its framework: the one that runs this.
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        };
        if (over == Over.Tls)
        {
            // OpenSSL's names, for .NET; Node has the world's authorities built in and adds to them; botocore brings a list that is replaced.
            (variables["SSL_CERT_FILE"], variables["SSL_CERT_DIR"]) = certificate.Trusted(contestant.Authorities);
            variables["NODE_EXTRA_CA_CERTS"] = certificate.Authority;
            variables["AWS_CA_BUNDLE"] = certificate.Bundle;
        }

        foreach (var (name, value) in contestant.Settings)
            variables[name] = value;
        return variables;
    }
}
