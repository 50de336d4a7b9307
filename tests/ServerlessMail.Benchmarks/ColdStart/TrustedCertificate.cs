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

    private readonly string _folder;

    private TrustedCertificate(X509Certificate2 server, string authority, string bundle, string folder) =>
        (Server, Authority, Bundle, _folder) = (server, authority, bundle, folder);

    public X509Certificate2 Server { get; }

    /// <summary>A file with the authority alone.</summary>
    public string Authority { get; }

    /// <summary>A file with the machine's authorities and this one.</summary>
    public string Bundle { get; }

    /// <summary>The list and the directory of trusted authorities for a program on OpenSSL: the machine's, as on Amazon Linux in one file in a directory of its own, or those alone that the program brings.</summary>
    /// <param name="brought">The program's own list; null for the machine's.</param>
    public (string File, string Directory) Trusted(string? brought)
    {
        if (brought is null)
            return (Bundle, Path.GetDirectoryName(Bundle)!); // it is in a directory
        var own = Directory.CreateDirectory(Path.Combine(_folder, "brought")).FullName;
        var list = Path.Combine(_folder, "brought.pem");
        File.WriteAllText(list, File.ReadAllText(brought) + File.ReadAllText(Authority));
        return (list, own);
    }

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
        Directory.CreateDirectory(directory);
        var alone = Path.Combine(folder, "authority.pem");
        File.WriteAllText(alone, authority.ExportCertificatePem() + "\n");
        var bundle = Path.Combine(directory, "ca-bundle.crt");
        File.WriteAllText(bundle, (Lists.FirstOrDefault(File.Exists) is { } list ? File.ReadAllText(list) : "") + File.ReadAllText(alone));
        return new TrustedCertificate(ServerOf(authority, now), alone, bundle, folder);
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
