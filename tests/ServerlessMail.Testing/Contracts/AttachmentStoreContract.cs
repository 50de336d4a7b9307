using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every store of attachments must do.</summary>
public abstract class AttachmentStoreContract
{
    private static readonly DateTimeOffset Expires = TimeProvider.System.GetUtcNow().AddDays(90);

    protected abstract IAttachmentStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_content_comes_back_as_it_was_put()
    {
        var id = Id();
        var content = new byte[1_000_000];
        new Random(1).NextBytes(content);
        await Store.PutAsync(id, 0, content, Expires, Ct);
        await Store.PutAsync(id, 9, new byte[] { 0 }, Expires, Ct);

        Assert.True(Store.IsThere);
        Assert.Equal(content, (await Store.FindAsync(id, 0, Ct))?.ToArray());
        Assert.Equal([0], (await Store.FindAsync(id, 9, Ct))?.ToArray());
    }

    [Fact]
    public async Task To_put_it_again_is_safe()
    {
        var id = Id();
        await Store.PutAsync(id, 0, "first"u8.ToArray(), Expires, Ct);
        await Store.PutAsync(id, 0, "again"u8.ToArray(), Expires.AddDays(1), Ct);

        Assert.Equal("again"u8.ToArray(), (await Store.FindAsync(id, 0, Ct))?.ToArray());
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var id = Id();
        await Store.PutAsync(id, 0, "one"u8.ToArray(), Expires, Ct);

        Assert.Null(await Store.FindAsync(id, 1, Ct));
        Assert.Null(await Store.FindAsync(Id(), 0, Ct));
    }

    [Fact]
    public async Task To_delete_takes_all_contents_of_one_message_and_of_no_other_and_may_be_done_twice()
    {
        var (gone, kept) = (Id(), Id());
        foreach (var index in (int[])[0, 1, 9])
            await Store.PutAsync(gone, index, "x"u8.ToArray(), Expires, Ct);
        await Store.PutAsync(kept, 0, "y"u8.ToArray(), Expires, Ct);

        await Store.DeleteAsync(gone, Ct);
        await Store.DeleteAsync(gone, Ct);

        foreach (var index in (int[])[0, 1, 9])
            Assert.Null(await Store.FindAsync(gone, index, Ct));
        Assert.NotNull(await Store.FindAsync(kept, 0, Ct));
    }

    private static MessageId Id() => SampleMail.Id(TimeProvider.System.GetUtcNow());
}
