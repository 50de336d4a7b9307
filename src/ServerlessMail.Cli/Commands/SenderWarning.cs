using System.Collections.Immutable;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Cli.Commands;

/// <summary>A form whose sender may not send refuses all posts: better told when it is applied than found out by its visitors.</summary>
internal sealed record SenderWarning(string Form, string File, long Line, long Column, string Message)
{
    public static async Task<ImmutableArray<SenderWarning>> OfAsync(string file, ImmutableArray<DefinedForm> defined, ISenderStore senders, CancellationToken ct)
    {
        var warnings = ImmutableArray.CreateBuilder<SenderWarning>();
        foreach (var (form, at) in defined)
        {
            var from = form.From.Address;
            var what = (await senders.FindAsync(from, ct))?.Status switch
            {
                SenderStatus.Verified => null,
                null => "is not on the allowlist",
                SenderStatus.Pending or SenderStatus.Failed => "is on the allowlist but not verified",
            };
            if (what is not null)
                warnings.Add(new(form.Name.Value, file, at.Line, at.Column, $"{from} {what}: form {form.Name} refuses all posts until 'smail senders add {from}'."));
        }

        return warnings.ToImmutable();
    }

    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
