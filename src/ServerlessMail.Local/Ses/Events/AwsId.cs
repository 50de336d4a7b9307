using System.Globalization;
using System.Security.Cryptography;

namespace ServerlessMail.Local.Ses.Events;

/// <summary>Ids in the shapes of AWS's own.</summary>
internal static class AwsId
{
    /// <summary>Of a mail or of a feedback: the moment, then chance.</summary>
    public static string New(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"0100{now.ToUnixTimeMilliseconds():x12}-{Chance():D}-000000");

    /// <summary>Of a notification of SNS.</summary>
    public static string NewNotification() => Chance().ToString("D");

    private static Guid Chance() => new(RandomNumberGenerator.GetBytes(16));
}
