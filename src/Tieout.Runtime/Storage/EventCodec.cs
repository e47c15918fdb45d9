using System.Text.Json;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage.Json;

namespace Tieout.Runtime.Storage;

/// <summary>Between domain events and what the log stores.</summary>
public static class EventCodec
{
    private const int Schema = 1;
    private const string ReferenceType = "reference-recorded";

    /// <summary>Encodes an engagement's event; facts carry a business key, decisions none.</summary>
    public static NewEvent Encode(EngagementEvent happened) =>
        new(
            EventNames.Of(happened),
            Schema,
            JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), TieoutJson.Options),
            KeyOf(happened),
            Cause: null
        );

    /// <summary>Decodes an event of an engagement.</summary>
    /// <exception cref="EventUnreadableException">Unknown type or contents.</exception>
    public static EngagementEvent DecodeEngagement(StoredEvent stored) =>
        EventNames.Find(stored.Type) is { } type
            ? (EngagementEvent)Read(stored, type)
            : throw new EventUnreadableException(stored, "unknown type.");

    /// <summary>Encodes a fact that engagements share.</summary>
    /// <param name="fact">With the system that told it.</param>
    /// <param name="takesOver">
    /// It is recorded in place of another system's: it may have been recorded before that, too.
    /// </param>
    public static NewEvent Encode(ReferenceFact fact, bool takesOver = false) =>
        new(
            ReferenceType,
            Schema,
            JsonSerializer.SerializeToUtf8Bytes(fact, TieoutJson.Options),
            takesOver ? null : $"{fact.Identity}@{fact.Version}{SourceOf(fact)}",
            Cause: null
        );

    /// <summary>Decodes an event of the reference stream.</summary>
    /// <exception cref="EventUnreadableException">Not readable.</exception>
    public static ReferenceFact DecodeReference(StoredEvent stored) =>
        (ReferenceFact)Read(stored, typeof(ReferenceFact));

    /// <summary>For the streams of the runtime itself, whose events are plain records.</summary>
    public static NewEvent Encode<TEvent>(string type, TEvent happened, string? businessKey) =>
        new(
            type,
            Schema,
            JsonSerializer.SerializeToUtf8Bytes(happened, TieoutJson.Options),
            businessKey,
            Cause: null
        );

    /// <summary>Decodes a plain record.</summary>
    /// <exception cref="EventUnreadableException">Not readable.</exception>
    public static TEvent Decode<TEvent>(StoredEvent stored) => (TEvent)Read(stored, typeof(TEvent));

    private static string SourceOf(ReferenceFact fact) =>
        fact.Source is { } source ? $"/{source}" : string.Empty;

    private static string? KeyOf(EngagementEvent happened) =>
        happened switch
        {
            EngagementEvent.WorkRecorded e => $"{e.Work.Id}@{e.Work.Version}",
            // What is held may be touched, and is recorded in that version once it is credited.
            EngagementEvent.WorkTouched e => $"touch/{e.Work.Id}@{e.Work.Version}",
            EngagementEvent.PaymentRecorded { Payment: var x } =>
                $"{x.Identity}@{x.Version}/{x.Invoice}",
            EngagementEvent.DepositRecorded { Deposit: var x } => $"{x.Identity}@{x.Version}",
            EngagementEvent.InvoiceDrafted e => $"draft/{e.Invoice.Reference}",
            _ => null,
        };

    private static object Read(StoredEvent stored, Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(stored.Data.Span, type, TieoutJson.Options)!;
        }
        catch (JsonException e)
        {
            throw new EventUnreadableException(stored, e.Message, e);
        }
    }
}
