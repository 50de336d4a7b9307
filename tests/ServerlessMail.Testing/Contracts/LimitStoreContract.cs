using System.Security.Cryptography;
using System.Text;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every store of counters must do. Each test has an empty one of its own.</summary>
public abstract class LimitStoreContract
{
    protected abstract ILimitStore Store { get; }

    /// <summary>The clock by which the store forgets counters.</summary>
    protected abstract TimeProvider Time { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_window_takes_as_many_as_it_has_and_no_more()
    {
        Assert.Equal([true, true, true, false, false], await InTurnAsync(5, _ => CountAsync("contact#c1", "12:00", 3)));
    }

    [Fact]
    public async Task A_new_window_counts_from_zero()
    {
        Assert.Equal([true, false], await InTurnAsync(2, _ => CountAsync("contact#c1", "12:00", 1)));

        Assert.True(await CountAsync("contact#c1", "12:01", 1));
        Assert.False(await CountAsync("contact#c1", "12:00", 1));
    }

    [Fact]
    public async Task Keys_are_apart()
    {
        Assert.True(await CountAsync("contact#c1", "12:00", 1));
        Assert.True(await CountAsync("contact#c2", "12:00", 1));
        Assert.True(await CountAsync("contact", "12:00", 1));
        Assert.False(await CountAsync("contact#c1", "12:00", 1));
    }

    [Fact]
    public async Task A_wider_limit_lets_more_into_the_same_window()
    {
        Assert.Equal([true, false], await InTurnAsync(2, _ => CountAsync("contact#c1", "12:00", 1)));

        Assert.Equal([true, false], await InTurnAsync(2, _ => CountAsync("contact#c1", "12:00", 2)));
    }

    [Fact]
    public async Task Of_sixteen_at_once_no_more_come_through_than_the_window_has()
    {
        var passed = await Race.RunAsync(_ => CountAsync("contact#c1", "12:00", 5));

        Assert.Equal(5, passed.Count(yes => yes));
    }

    [Fact]
    public async Task The_first_post_of_its_kind_goes_under_its_own_id_and_who_repeats_it_gets_that_id()
    {
        var first = Post("a");
        var second = Post("a", after: TimeSpan.FromSeconds(59));

        Assert.Equal(first.Id, await Store.TryEnterAsync(first, Ct));
        Assert.Equal(first.Id, await Store.TryEnterAsync(second, Ct));
    }

    [Fact]
    public async Task After_a_minute_the_same_post_is_another_one_and_then_repeated_itself()
    {
        var (first, late, again) = (Post("a"), Post("a", after: TimeSpan.FromSeconds(61)), Post("a", after: TimeSpan.FromSeconds(62)));

        Assert.Equal(first.Id, await Store.TryEnterAsync(first, Ct));
        Assert.Equal(late.Id, await Store.TryEnterAsync(late, Ct));
        Assert.Equal(late.Id, await Store.TryEnterAsync(again, Ct));
    }

    [Fact]
    public async Task What_differs_or_comes_from_another_client_repeats_nothing()
    {
        foreach (var post in new[] { Post("a"), Post("b"), Post("a") with { Key = "contact#c2" }, Post("a") with { Key = "other#c1" } })
            Assert.Equal(post.Id, await Store.TryEnterAsync(post, Ct));
    }

    [Fact]
    public async Task A_window_takes_as_many_posts_as_it_has_repetitions_included()
    {
        var first = Post("a", "12:00", 3);
        Assert.Equal(first.Id, await Store.TryEnterAsync(first, Ct));
        Assert.Equal(first.Id, await Store.TryEnterAsync(Post("a", "12:00", 3), Ct));
        Assert.NotNull(await Store.TryEnterAsync(Post("b", "12:00", 3), Ct));

        Assert.Null(await Store.TryEnterAsync(Post("c", "12:00", 3), Ct));
        Assert.Null(await Store.TryEnterAsync(Post("a", "12:00", 3), Ct));
        Assert.NotNull(await Store.TryEnterAsync(Post("c", "12:01", 3), Ct));
        Assert.NotNull(await Store.TryEnterAsync(Post("c", "12:00", 3) with { Key = "contact#c2" }, Ct));
        Assert.Null(await Store.TryEnterAsync(Post("d", "12:02", 0), Ct));
    }

    [Fact]
    public async Task A_repetition_is_found_across_the_end_of_a_window()
    {
        var first = Post("a", "12:00", 1);
        Assert.Equal(first.Id, await Store.TryEnterAsync(first, Ct));

        Assert.Equal(first.Id, await Store.TryEnterAsync(Post("a", "12:01", 1), Ct));
    }

    [Fact]
    public async Task Of_sixteen_equal_posts_at_once_one_is_the_first_and_all_get_its_id()
    {
        var ids = await Race.RunAsync(_ => Store.TryEnterAsync(Post("a"), Ct));

        Assert.NotNull(ids[0]);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Of_sixteen_equal_posts_at_once_after_a_minute_one_takes_the_place_and_all_get_its_id()
    {
        var old = Post("a");
        await Store.TryEnterAsync(old, Ct);

        var ids = await Race.RunAsync(_ => Store.TryEnterAsync(Post("a", after: TimeSpan.FromMinutes(2)), Ct));

        Assert.NotNull(ids[0]);
        Assert.NotEqual(old.Id, ids[0]);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Of_sixteen_different_posts_at_once_no_more_come_in_than_the_window_has()
    {
        var ids = await Race.RunAsync(number => Store.TryEnterAsync(Post($"{number}", "12:00", 5), Ct));

        Assert.Equal(5, ids.Count(id => id is not null));
    }

    [Fact]
    public async Task However_much_a_client_posts_its_last_ones_are_known()
    {
        for (var minute = 0; minute < 6; minute++)
        {
            for (var number = 0; number < 9; number++)
            {
                var post = Post($"{minute}.{number}", $"12:0{minute}", 10, TimeSpan.FromSeconds((minute * 60) + number));
                Assert.Equal(post.Id, await Store.TryEnterAsync(post, Ct));
            }

            var last = Post($"{minute}.8", $"12:0{minute}", 10, TimeSpan.FromSeconds((minute * 60) + 9));
            Assert.NotEqual(last.Id, Assert.NotNull(await Store.TryEnterAsync(last, Ct)));
            Assert.Null(await Store.TryEnterAsync(Post($"{minute}.9", $"12:0{minute}", 10, TimeSpan.FromSeconds((minute * 60) + 9)), Ct));
        }
    }

    private ClientPost Post(string what, string? window = null, int most = 0, TimeSpan after = default)
    {
        var at = Time.GetUtcNow() + after;
        return new ClientPost("contact#c1", Digest(what), MessageId.New(at, RandomNumberGenerator.GetBytes(10)), at, window is null ? null : new LimitWindow(window, most, at.AddMinutes(1)));
    }

    private static string Digest(string what) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 8));

    private Task<bool> CountAsync(string key, string window, int most) =>
        Store.TryCountAsync(key, new LimitWindow(window, most, Time.GetUtcNow().AddMinutes(1)), Ct);

    private static async Task<List<bool>> InTurnAsync(int times, Func<int, Task<bool>> act)
    {
        var results = new List<bool>();
        for (var i = 0; i < times; i++)
            results.Add(await act(i));
        return results;
    }
}
