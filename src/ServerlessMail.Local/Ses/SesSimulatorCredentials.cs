using System.Security.Cryptography;
using System.Text.Json;

namespace ServerlessMail.Local.Ses;

/// <summary>
/// The access key that the local SES simulator accepts. It is made once per data directory, so that nothing on the machine without access to
/// that directory can send through the simulator.
/// </summary>
/// <param name="AccessKeyId">20 characters, beginning with <c>AKIA</c> as AWS's own do.</param>
/// <param name="SecretAccessKey">40 characters.</param>
public sealed record SesSimulatorCredentials(string AccessKeyId, string SecretAccessKey)
{
    private const string DirectoryName = "ses";
    private const string FileName = "credentials.json";
    private const string KeyAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The credentials of a data directory; whoever asks first makes them, all others, in all processes, get the same.</summary>
    /// <exception cref="InvalidDataException">The file is there and cannot be read as credentials.</exception>
    public static SesSimulatorCredentials LoadOrCreate(string directory)
    {
        Directory.CreateDirectory(directory);
        var home = Path.Combine(directory, DirectoryName);
        if (!Directory.Exists(home))
            Create(home);
        return Read(Path.Combine(home, FileName));
    }

    /// <summary>Neither key is printed with the record.</summary>
    public override string ToString() => $"{AccessKeyId[..Math.Min(8, AccessKeyId.Length)]}…";

    private static void Create(string home)
    {
        var made = new SesSimulatorCredentials(
            $"AKIA{RandomNumberGenerator.GetString(KeyAlphabet, 16)}",
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Moving a directory to where one with something in it stands fails, by itself and at once; moving a file may overwrite. So nobody ever
        // reads half a file, and of two makers one wins for both.
        var draft = $"{home}.{RandomNumberGenerator.GetHexString(16)}";
        Directory.CreateDirectory(draft);
        using (var file = new FileStream(Path.Combine(draft, FileName), options))
            JsonSerializer.Serialize(file, made, SesFileJson.Default.SesSimulatorCredentials);
        try
        {
            Directory.Move(draft, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static SesSimulatorCredentials Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), SesFileJson.Default.SesSimulatorCredentials)
                is { AccessKeyId.Length: > 0, SecretAccessKey.Length: > 0 } read
                ? read
                : throw new JsonException("a key is missing");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} does not hold the simulator's credentials ({broken.Message}): delete it, and new ones are made.", broken);
        }
    }
}
