using System.Collections.Immutable;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Forms;

/// <summary>
/// A named, server-side definition: who gets the mail, from whom it comes, where it may be posted from. Nothing that a visitor posts
/// can change any of it.
/// </summary>
public sealed record Form
{
    /// <summary>In <see cref="Origins"/> and <see cref="Redirects"/>: the service's own origin.</summary>
    public const string Self = "self";

    public required FormName Name { get; init; }

    /// <summary>1 to 50 recipients.</summary>
    public required ImmutableArray<EmailAddress> To { get; init; }

    /// <summary>The sender; it must be on the allowlist.</summary>
    public required Mailbox From { get; init; }

    /// <summary>A Liquid template over the fields; null takes the visitor's <c>_subject</c> or <c>subject</c>, else a standard line.</summary>
    public string? Subject { get; init; }

    /// <summary>Origins (<c>https://www.example.com</c>, or <see cref="Self"/>) whose pages may post here.</summary>
    public required ImmutableArray<string> Origins { get; init; }

    /// <summary>Where <c>_next</c> may lead; empty: any page of the origins.</summary>
    public ImmutableArray<string> Redirects { get; init; } = [];

    /// <summary>Rules for named fields; other fields are text and optional.</summary>
    public ImmutableArray<FieldRule> Fields { get; init; } = [];

    /// <summary>A field that people never see; who fills it is a robot.</summary>
    public string? Honeypot { get; init; }

    /// <summary>Words and domains that its owner does not want to read; null: none.</summary>
    public BlockList? Block { get; init; }

    /// <summary>What files may be posted with it; null: none.</summary>
    public FormAttachments? Attachments { get; init; }

    /// <summary>What is asked of a visitor's browser before a submission is taken.</summary>
    public Captcha Captcha { get; init; }

    /// <summary>Null: no limits.</summary>
    public FormLimits? Limits { get; init; } = FormLimits.Default;

    /// <summary>How long what visitors wrote is kept.</summary>
    public TimeSpan Retention { get; init; } = Messages.Retention.DefaultDraft;

    public WhenPaused WhenPaused { get; init; }

    /// <summary>1 for the first definition, one more each time it changes; 0 before it is applied.</summary>
    public int Version { get; init; }

    /// <summary>Who applied this version; null where nobody was asked, as for the local demo.</summary>
    public string? AppliedBy { get; init; }

    /// <summary>When this version was applied.</summary>
    public DateTimeOffset? AppliedAt { get; init; }
}
