namespace Tieout.Connectors.LegacyErp.Batches;

/// <summary>How far the handing over of a batch has come; a crash may follow each of them.</summary>
internal enum DropStep
{
    /// <summary>The batch is in <c>inbound</c> under a temporary name; nothing was promised.</summary>
    Written,

    /// <summary>The hub's copy is in <c>sent</c>: from here on the batch is carried on.</summary>
    Kept,

    /// <summary>The batch has its name in <c>inbound</c>: the ERP may take it.</summary>
    Dropped,
}
