using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Local.Attachments;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Local.Tests.Attachments;

public sealed class FolderAttachmentsTests : AttachmentStoreContract, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("smail-test-").FullName;
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly FolderAttachments _folder;

    public FolderAttachmentsTests() => _folder = new FolderAttachments(_directory, _time);

    protected override IAttachmentStore Store => _folder;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task What_has_had_its_time_is_forgotten_and_nothing_else()
    {
        _folder.Purge();
        var (soon, later) = (SampleMail.Id(_time.GetUtcNow()), SampleMail.Id(_time.GetUtcNow()));
        await Store.PutAsync(soon, 0, "x"u8.ToArray(), _time.GetUtcNow().AddDays(2), Ct);
        await Store.PutAsync(later, 0, "y"u8.ToArray(), _time.GetUtcNow().AddDays(5), Ct);

        _time.Advance(TimeSpan.FromDays(1.9));
        _folder.Purge();
        Assert.NotNull(await Store.FindAsync(soon, 0, Ct));

        _time.Advance(TimeSpan.FromDays(0.2));
        _folder.Purge();
        Assert.Null(await Store.FindAsync(soon, 0, Ct));
        Assert.NotNull(await Store.FindAsync(later, 0, Ct));
    }
}
