using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
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
internal sealed class ClosedDocuments(IEventLog log, ILogger logger)
{
    private const string Type = "document-closed";
    private const int Schema = 1;
    private const int CopiesAtOnceMax = 64;

    private readonly Dictionary<InvoiceReference, ClosedAt> _closings = [];

    /// <summary>Folds an event, and notes which documents it closes.</summary>
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
    public async Task KeepAsync(IReadOnlyList<ClosedDocument> documents)
    {
        foreach (var some in documents.Chunk(CopiesAtOnceMax))
        {
            await Task.WhenAll(some.Select(KeepAsync));
        }
    }

    /// <summary>The copy of a closed document; nothing when there is none of its last closing.</summary>
    public async Task<ClosedDocument?> FindAsync(InvoiceReference reference)
    {
        var closing = _closings[reference];
        var stream = Streams.Closed(reference);
        // Each closing has written one, unless a crash kept it from that.
        var newest =
            await LastAsync(stream, closing.Times - 1) ?? await LastAsync(stream, after: 0);
        var copy = newest is null ? null : Unpack(newest.Data);
        return copy?.ClosedBy == closing.Version ? copy.Closed : null;
    }

    private async Task KeepAsync(ClosedDocument closed)
    {
        var reference = closed.Document.Invoice.Reference;
        var closing = _closings[reference];
        var stream = Streams.Closed(reference);
        var data = Pack(new Copy(closing.Version, closed));
        NewEvent[] copy = [new(Type, Schema, data, BusinessKey: null, Cause: null)];
        try
        {
            await AppendAsync(stream, closing.Times - 1, copy);
        }
        catch (Exception e) when (e is StreamMovedException || Defects.Is(e))
        {
            EngagementLog.CopyNotKept(logger, e, reference.Value);
        }
    }

    /// <summary>There may be fewer copies than closings, or others from before closings were told of.</summary>
    private async Task AppendAsync(StreamId stream, long version, NewEvent[] copy)
    {
        try
        {
            await log.AppendAsync(stream, version, copy, CancellationToken.None);
        }
        catch (StreamMovedException)
        {
            var last = await LastAsync(stream, after: 0);
            await log.AppendAsync(stream, last?.Version ?? 0, copy, CancellationToken.None);
        }
    }

    private async Task<StoredEvent?> LastAsync(StreamId stream, long after)
    {
        StoredEvent? last = null;
        await foreach (var stored in log.ReadStreamAsync(stream, after, CancellationToken.None))
        {
            last = stored;
        }

        return last;
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
