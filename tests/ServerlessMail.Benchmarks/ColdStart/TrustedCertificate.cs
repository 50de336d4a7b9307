using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>
/// A certificate for loopback by an authority made for this run, and that authority among the machine's own ones where each runtime looks for
/// them: a client on AWS reads a list of some 140 authorities before its first call, and so does one here.
/// </summary>
internal sealed class TrustedCertificate : IDisposable
{
    private static readonly string[] Lists = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"];

    private TrustedCertificate(X509Certificate2 server, string authority, string bundle, string directory) =>
        (Server, Authority, Bundle, Directory) = (server, authority, bundle, directory);

    public X509Certificate2 Server { get; }

    /// <summary>A file with the authority alone.</summary>
    public string Authority { get; }

    /// <summary>A file with the machine's authorities and this one.</summary>
    public string Bundle { get; }

    /// <summary>The directory of that file, with nothing else in it, as on Amazon Linux.</summary>
    public string Directory { get; }

    /// <summary>Makes one, good for a day, with its files in a folder.</summary>
    public static TrustedCertificate Create(string folder, TimeProvider time)
    {
        var now = time.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=ServerlessMail benchmark authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        authorityRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, false));
        using var authority = authorityRequest.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));

        var directory = Path.Combine(folder, "certs");
        System.IO.Directory.CreateDirectory(directory);
        var alone = Path.Combine(folder, "authority.pem");
        File.WriteAllText(alone, authority.ExportCertificatePem() + "\n");
        var bundle = Path.Combine(directory, "ca-bundle.crt");
        File.WriteAllText(bundle, (Lists.FirstOrDefault(File.Exists) is { } list ? File.ReadAllText(list) : "") + File.ReadAllText(alone));
        return new TrustedCertificate(ServerOf(authority, now), alone, bundle, directory);
    }

    public void Dispose() => Server.Dispose();

    private static X509Certificate2 ServerOf(X509Certificate2 authority, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        using var signed = request.Create(authority, now.AddHours(-1), now.AddHours(23), [1, 2, 3, 4, 5, 6, 7, 8]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
