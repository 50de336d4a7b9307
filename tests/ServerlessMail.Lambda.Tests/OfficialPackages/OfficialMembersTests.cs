using ServerlessMail.LambdaHost.HttpApi;

namespace ServerlessMail.Lambda.Tests.OfficialPackages;

/// <summary>The program may lean only on what AWS's own packages have too; <c>LambdaPackages=official</c> must compile the same source.</summary>
public sealed class OfficialMembersTests : IDisposable
{
    private static readonly string StandIns = typeof(SQSEvent).Namespace!; // it has one

    private static readonly string OurHost = typeof(HttpApiHost).Namespace!; // it has one

    private readonly UsedMembers _used = new(typeof(FunctionHost).Assembly.Location, typeof(SQSEvent).Assembly.GetName().Name!); // assemblies on disk have names

    public void Dispose() => _used.Dispose();

    /// <summary>Whoever uses another member looks up where the official packages have it, and adds it to the list.</summary>
    [Fact]
    public void Each_member_that_is_used_of_a_stand_in_is_listed_with_its_place_in_the_official_packages() =>
        Assert.Equal(OfficialMember.Listed().Select(member => member.Name), _used.From(StandIns));

    [Fact]
    public void Each_listed_member_is_of_a_package_that_the_project_names_or_that_comes_with_them() =>
        Assert.Subset(
            new HashSet<string>(["Amazon.Lambda.Core", "Amazon.Lambda.RuntimeSupport", "Amazon.Lambda.Serialization.SystemTextJson", "Amazon.Lambda.SQSEvents"]),
            OfficialMember.Listed().Select(member => member.Package).ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void What_our_host_alone_has_is_used_by_the_file_alone_that_the_official_flavour_replaces() =>
        Assert.Equal(["ServerlessMail.Lambda.Api.ApiHost"], _used.UsersOf(OurHost));

    [Fact]
    public void Of_what_our_host_alone_has_one_method_is_used() =>
        Assert.Equal(["HttpApiHost", "HttpApiHost.Create(RequestDelegate, IServiceProvider)"], _used.From(OurHost));
}
