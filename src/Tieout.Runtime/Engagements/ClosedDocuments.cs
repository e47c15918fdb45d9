using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Json;

namespace Tieout.Runtime.Engagements;

/// <summary>Keeps the details of paid documents out of an engagement's memory, at hand in the log.</summary>
/// <remarks>
/// A copy of what the engagement's own stream tells, so that a document is reopened by reading that
/// document and not a whole history: O(document). A copy names the event that closed it; one that
/// a crash kept from being written, or that names another event, is not used.
/// </remarks>
internal sealed class ClosedDocuments(IEventLog log)
{
    private const string Type = "document-closed";
    private const int Schema = 1;

    private readonly Dictionary<InvoiceReference, ClosedAt> _closings = [];

    /// <summary>Folds an event, and notes which documents it closes.</summary>
    /// <param name="state">Before the event.</param>
    /// <param name="happened">The event.</param>
    public EngagementState Evolve(EngagementState state, EngagementEvent happened)
    {
        var next = state.Evolve(happened).State;
        if (happened is EngagementEvent.DocumentsClosed closed)
        {
            foreach (var reference in closed.References)
            {
                var times = _closings.GetValueOrDefault(reference).Times;
                _closings[reference] = new ClosedAt(next.Version, times + 1);
            }
        }

        return next;
    }

    /// <summary>The copies to write once events are durable: what they closed.</summary>
    /// <param name="state">Before the events.</param>
    /// <param name="happened">The events.</param>
    public static IReadOnlyList<ClosedDocument> ClosedBy(
        EngagementState state,
        IReadOnlyList<EngagementEvent> happened
    )
    {
        var references = happened
            .OfType<EngagementEvent.DocumentsClosed>()
            .SelectMany(e => e.References)
            .ToList();
        if (references.Count == 0)
        {
            return [];
        }

        var whole = (state with { KeepsClosedWork = true }).EvolveAll(happened);
        return [.. references.Select(reference => ClosedDocument.Of(whole, reference))];
    }

    /// <summary>Writes copies; what is not written is found in the whole history instead.</summary>
    public Task KeepAsync(IEnumerable<ClosedDocument> documents) =>
        Task.WhenAll(documents.Select(KeepAsync));

    /// <summary>The copy of a closed document; nothing when there is none of its last closing.</summary>
    public async Task<ClosedDocument?> FindAsync(InvoiceReference reference)
    {
        StoredEvent? newest = null;
        var stream = Streams.Closed(reference);
        await foreach (var stored in log.ReadStreamAsync(stream, 0, CancellationToken.None))
        {
            newest = stored;
        }

        var copy = newest is null ? null : Unpack(newest.Data);
        return copy?.ClosedBy == _closings[reference].Version ? copy.Closed : null;
    }

    private async Task KeepAsync(ClosedDocument closed)
    {
        var reference = closed.Document.Invoice.Reference;
        var closing = _closings[reference];
        var stream = Streams.Closed(reference);
        var version = 0L;
        if (closing.Times > 1)
        {
            await foreach (var stored in log.ReadStreamAsync(stream, 0, CancellationToken.None))
            {
                version = stored.Version;
            }
        }

        var data = Pack(new Copy(closing.Version, closed));
        var copy = new NewEvent(Type, Schema, data, BusinessKey: null, Cause: null);
        try
        {
            await log.AppendAsync(stream, version, [copy], CancellationToken.None);
        }
        catch (StreamMovedException)
        {
            // Another batch of this engagement closed it as well and was first with its copy.
        }
    }

    /// <summary>Compressed: about a tenth of its JSON.</summary>
    private static ReadOnlyMemory<byte> Pack(Copy copy)
    {
        using var bytes = new MemoryStream();
        using (var packing = new BrotliStream(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(packing, copy, TieoutJson.Options);
        }

        return bytes.ToArray();
    }

    private static Copy Unpack(ReadOnlyMemory<byte> data)
    {
        using var packed = new MemoryStream(data.ToArray());
        using var unpacking = new BrotliStream(packed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unpacking.CopyTo(bytes);
        // From the whole text at once: a stream is parsed in pieces, which takes twice as long.
        var text = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return JsonSerializer.Deserialize<Copy>(text, TieoutJson.Options)!;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct ClosedAt(long Version, int Times);

    private sealed record Copy(long ClosedBy, ClosedDocument Closed);
}
