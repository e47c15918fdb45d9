namespace Tieout.Connectors.LegacyErp.Batches;

/// <summary>What the ERP says of a batch.</summary>
internal enum AnswerKind
{
    /// <summary>It has it and is not done.</summary>
    Waiting,

    /// <summary>It was read; each document is told by itself.</summary>
    Accepted,

    /// <summary>It was refused as a whole, or all of it.</summary>
    Refused,

    /// <summary>A batch of this id was received before, and this one was not looked at.</summary>
    Repeated,
}
