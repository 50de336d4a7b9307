using System.Globalization;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Local.Attachments;

/// <summary>
/// Contents in a folder of the data directory: one folder for each message, one file for each content. When a file may be forgotten its time stamp says, so
/// that nothing else has to be kept.
/// </summary>
internal sealed class FolderAttachments(string dataDirectory, TimeProvider time) : IAttachmentStore
{
    private const string Unfinished = ".new";

    private readonly string _root = Path.Combine(dataDirectory, "attachments");

    public bool IsThere => true;

    public async Task PutAsync(MessageId message, int index, ReadOnlyMemory<byte> content, DateTimeOffset expires, CancellationToken ct)
    {
        var file = FileOf(message, index);
        Directory.CreateDirectory(FolderOf(message));
        await using (var stream = new FileStream(file + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
        {
            await stream.WriteAsync(content, ct);
            stream.Flush(flushToDisk: true);
        }

        File.SetLastWriteTimeUtc(file + Unfinished, expires.UtcDateTime);
        File.Move(file + Unfinished, file, overwrite: true);
    }

    public async Task<ReadOnlyMemory<byte>?> FindAsync(MessageId message, int index, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(FileOf(message, index), ct);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task DeleteAsync(MessageId message, CancellationToken ct)
    {
        if (Directory.Exists(FolderOf(message)))
            Directory.Delete(FolderOf(message), recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Forgets what may be forgotten by now.</summary>
    public void Purge()
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var folder in Directory.Exists(_root) ? Directory.EnumerateDirectories(_root) : [])
        {
            if (Directory.EnumerateFiles(folder).All(file => File.GetLastWriteTimeUtc(file) < now) && Directory.GetLastWriteTimeUtc(folder) < now.AddDays(-1))
                Directory.Delete(folder, recursive: true);
        }
    }

    private string FolderOf(MessageId message) => Path.Combine(_root, message.ToString());

    private string FileOf(MessageId message, int index) => Path.Combine(FolderOf(message), index.ToString(CultureInfo.InvariantCulture));
}
