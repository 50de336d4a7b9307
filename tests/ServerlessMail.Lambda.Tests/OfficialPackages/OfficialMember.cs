namespace ServerlessMail.Lambda.Tests.OfficialPackages;

/// <summary>A line of the list: a member that is used here, and where AWS has it.</summary>
/// <param name="Name">As <see cref="UsedMembers.From"/> names it.</param>
/// <param name="Package">The package's id, which is its namespace too.</param>
internal sealed record OfficialMember(string Name, string Package)
{
    public static IReadOnlyList<OfficialMember> Listed() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "OfficialPackages", "members.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" = ") is [var name, var package]
                ? new OfficialMember(name, package)
                : throw new InvalidDataException($"members.txt has a line that is none of its kind: {line}")),
    ];
}
