using System.Runtime.InteropServices;

namespace ServerlessMail.Benchmarks.Cost;

/// <summary>What some work asked of AWS.</summary>
/// <param name="Writes">Write requests to the table.</param>
/// <param name="Reads">Read requests to the table.</param>
/// <param name="WriteUnits">Write units, those of the indexes included.</param>
/// <param name="ReadUnits">Read units.</param>
/// <param name="Queue">Requests to the queue.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spent(double Writes, double Reads, double WriteUnits, double ReadUnits, double Queue)
{
    /// <summary>AWS's list prices on demand in us-east-1, in dollars for a million: write units, read units, SQS requests.</summary>
    /// <remarks>https://aws.amazon.com/dynamodb/pricing/on-demand/ and https://aws.amazon.com/sqs/pricing/</remarks>
    public const double WritePrice = 0.625;
    public const double ReadPrice = 0.125;
    public const double QueuePrice = 0.40;

    /// <summary>What a million of it costs, in dollars.</summary>
    public double Dollars => (WriteUnits * WritePrice) + (ReadUnits * ReadPrice) + (Queue * QueuePrice);

    /// <summary>The share of one message in it.</summary>
    public Spent Each(int messages) => new(Writes / messages, Reads / messages, WriteUnits / messages, ReadUnits / messages, Queue / messages);

    public static Spent operator +(Spent left, Spent right) => new(
        left.Writes + right.Writes, left.Reads + right.Reads, left.WriteUnits + right.WriteUnits, left.ReadUnits + right.ReadUnits, left.Queue + right.Queue);
}
