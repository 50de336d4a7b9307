using System.Security.Cryptography.X509Certificates;

namespace ServerlessMail.Lambda.Tests.Native;

public sealed class TrustTests
{
    private static string File { get; } = Path.Combine(AppContext.BaseDirectory, "amazon-roots.pem");

    /// <summary>https://www.amazontrust.com/repository/</summary>
    [Fact]
    public void The_authorities_that_the_program_brings_are_Amazons_five()
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(File);
        Assert.Equal(
            [
                "18CE6CFE7BF14E60B2E347B8DFE868CB31D02EBB3ADA271569F50343B46DB3A4",
                "1BA5B2AA8C65401A82960118F80BEC4F62304D83CEC4713A19C39C011EA46DB4",
                "568D6905A2C88708A4B3025190EDCFEDB1974A606A13C6E5290FCB2AE63EDAB5",
                "8ECDE6884F3D87B1125BA31AC3FCB13D7016DE7F57CC904FE1CB97C6AE98196E",
                "E35D28419ED02025CFA69038CD623962458DA5C695FBDEA3C22B0BFB25897092",
            ],
            roots.Select(root => root.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)).Order(StringComparer.Ordinal));
    }
}
