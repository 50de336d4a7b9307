namespace ServerlessMail.Testing.MemoryStores;

/// <summary>All stores of Core in the memory of one process, and the queue: what tests of Core run on. Each store has its own door to break it by.</summary>
public sealed class MemoryStore
{
    public MemoryStore(TimeProvider time)
    {
        Messages = new MemoryMessages(time);
        Queue = new MemoryQueue(time);
        Intake = new MemoryIntake(Forms, Senders, Control, Accounts);
        Account = new MemoryAccountSource(time);
        Limits = new MemoryLimits(time);
        FeedbackQueue = new MemoryFeedbackQueue(time);
        DeadLetters = new MemoryDeadLetters(Queue, FeedbackQueue, time);
        Feedback = new MemoryFeedbackWatch(FeedbackQueue, DeadLetters);
    }

    public MemoryMessages Messages { get; }

    public MemoryQueue Queue { get; }

    public MemoryForms Forms { get; } = new();

    public MemorySenders Senders { get; } = new();

    public MemoryIdentities Identities { get; } = new();

    public MemoryControl Control { get; } = new();

    public MemoryIntake Intake { get; }

    public MemoryRefusals Refusals { get; } = new();

    public MemoryLimits Limits { get; }

    public MemorySecrets Secrets { get; } = new();

    public MemoryOperatorTrail Operators { get; } = new();

    public MemoryAttachments Attachments { get; } = new();

    public MemoryAccounts Accounts { get; } = new();

    public MemoryAccountSource Account { get; }

    public MemoryLeases Leases { get; } = new();

    public MemoryFeedbackQueue FeedbackQueue { get; }

    public MemoryDeadLetters DeadLetters { get; }

    public MemoryFeedbackWatch Feedback { get; }
}
