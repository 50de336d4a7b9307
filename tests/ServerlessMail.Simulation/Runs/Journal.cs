using System.Runtime.CompilerServices;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Runs;

/// <summary>
/// What happened in a world, in its true order: always as a hash, so that two runs can be compared, and as lines when somebody wants to read.
/// </summary>
internal sealed class Journal(VirtualTime time, TextWriter? trace)
{
    private const ulong Prime = 0x100000001B3;

    /// <summary>FNV-1a over every step and every note.</summary>
    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    public void Step(int process) => Add((ulong)time.Now.Ticks ^ ((ulong)process << 52));

    /// <summary>Something that a reader of the trace wants to know.</summary>
    /// <param name="who">The process, or the part of the world.</param>
    /// <param name="what">An act; a constant.</param>
    /// <param name="about">A message, or what else it is about.</param>
    public void Note(string who, string what, string about = "")
    {
        foreach (var letter in who)
            Add(letter);
        foreach (var letter in what)
            Add(letter);
        foreach (var letter in about)
            Add(letter);
        trace?.WriteLine($"{time.Now:hh\\:mm\\:ss\\.ffffff} {who,-12} {what} {about}");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ulong value) => Hash = (Hash ^ value) * Prime;
}
