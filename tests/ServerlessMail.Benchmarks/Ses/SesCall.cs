using System.Runtime.InteropServices;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Benchmarks.Ses;

/// <summary>One call as SES saw it.</summary>
/// <param name="Message">Whose.</param>
/// <param name="Lane">The lane that its tags tell.</param>
/// <param name="Recipients">How many it has.</param>
/// <param name="Began">When the call began, by the true time since the start.</param>
/// <param name="Taken">False: refused for the rate.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SesCall(MessageId Message, Lane Lane, int Recipients, TimeSpan Began, bool Taken);
