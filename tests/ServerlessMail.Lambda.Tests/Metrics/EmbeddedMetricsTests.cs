using System.Text;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Lambda.Logging;
using ServerlessMail.Lambda.Metrics;

namespace ServerlessMail.Lambda.Tests.Metrics;

public sealed class EmbeddedMetricsTests : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly InvocationScope _scope = new();
    private readonly EmbeddedMetrics _metrics;

    public EmbeddedMetricsTests() =>
        _metrics = new EmbeddedMetrics(new LineOutput(_output), SampleEnvironment.Read("api"), _scope, new FakeTimeProvider(Function.Start));

    public void Dispose()
    {
        _metrics.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void A_line_is_what_CloudWatch_takes_figures_from()
    {
        _scope.Begin("request-1");
        _metrics.Add("Accepted", 1);
        _metrics.Add("Accepted", 2);
        _metrics.Set("AccountAgeSeconds", 1.5);
        _metrics.Flush();
        Assert.Equal(
            """
            {"_aws":{"Timestamp":1795492830000,"CloudWatchMetrics":[{"Namespace":"ServerlessMail","Dimensions":[["Service"]],"Metrics":[{"Name":"Accepted","Unit":"Count"},{"Name":"AccountAgeSeconds","Unit":"Seconds"}]}]},"Service":"mail-prod","function":"api","requestId":"request-1","Accepted":3,"AccountAgeSeconds":1.5}

            """,
            Encoding.UTF8.GetString(_output.ToArray()));
    }

    [Fact]
    public void Nothing_gathered_is_no_line()
    {
        _metrics.Add("Accepted", 1);
        _metrics.Flush();
        var length = _output.Length;
        _metrics.Flush();
        Assert.Equal(length, _output.Length);
    }
}
