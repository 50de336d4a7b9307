using Amazon;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Aws.Tests.Ses;

public sealed class EndpointTests
{
    private const string Variable = "AWS_ENDPOINT_URL_SESV2";

    [Theory]
    [InlineData("eu-central-1", "https://email.eu-central-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://email.cn-north-1.amazonaws.com.cn")]
    public void A_region_has_its_own_endpoint(string region, string expected) => Assert.Equal(
        expected,
        new AmazonSimpleEmailServiceV2Config { RegionEndpoint = RegionEndpoint.GetBySystemName(region) }.DetermineServiceOperationEndpoint(new(null, null)).URL);

    [Fact]
    public async Task The_environment_can_name_another_endpoint()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        Environment.SetEnvironmentVariable(Variable, server.Endpoint.AbsoluteUri); // every other test names its endpoint itself
        try
        {
            using var ses = new SesUnderTest(endpoint: null);

            Assert.IsType<SendOutcome.Sent>(await ses.SendAsync());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }

        Assert.Single(server.Received);
    }
}
