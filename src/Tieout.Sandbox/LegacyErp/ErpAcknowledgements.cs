using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.LegacyErp.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.LegacyErp;

/// <summary>Answers batches, in time or late, once, twice or never.</summary>
internal sealed class ErpAcknowledgements(ObjectStore store, ErpFolder folder, IErpInterface spoken)
{
    private const string Kind = "acknowledgement";
    private const string Late = "late";

    /// <summary>Answers a batch as the fault says.</summary>
    public void Give(BatchResult result, FaultAction? fault, DateTimeOffset now)
    {
        var text = spoken.Acknowledge([result], now);
        if (!result.IsRepeated)
        {
            Keep(result.Id, text, now);
        }

        switch (fault)
        {
            case FaultAction.DropBeforeCommit:
                return;
            case FaultAction.Delay delay:
                Postpone(result.Id, text, now.AddMilliseconds(delay.Milliseconds), now);
                return;
            case FaultAction.AnswerLate late:
                Postpone(result.Id, text, now.AddMilliseconds(late.Milliseconds), now);
                return;
            case FaultAction.CommitThenDrop:
                // It does not know that it has answered, and answers again.
                Write(result.Id, text);
                Postpone(result.Id, text, now, now);
                return;
            default:
                Write(result.Id, text);
                return;
        }
    }

    /// <summary>What the answer is to a batch that is not answered: its people can have it written.</summary>
    public void Hold(BatchResult result, DateTimeOffset now) =>
        Keep(result.Id, spoken.Acknowledge([result], now), now);

    /// <summary>Answers what is due.</summary>
    public void GiveLate(DateTimeOffset now)
    {
        foreach (var held in store.All(Late))
        {
            var due = DateTimeOffset.Parse(
                (string)held.Fields["due"]!,
                CultureInfo.InvariantCulture
            );
            if (due <= now)
            {
                Write((string)held.Fields["batch"]!, (string)held.Fields["text"]!);
                store.Remove(Late, held.Id);
            }
        }
    }

    /// <summary>Answers a batch once more, as the ERP's people do on demand; false when it has none.</summary>
    public bool GiveAgain(string batch)
    {
        if (store.Find(Kind, batch) is not { } held)
        {
            return false;
        }

        Write(batch, (string)held.Fields["text"]!);
        return true;
    }

    private void Keep(string batch, string text, DateTimeOffset now)
    {
        if (store.Find(Kind, batch) is null)
        {
            _ = store.Add(Kind, batch, now, new JsonObject { ["text"] = text });
        }
    }

    private void Postpone(string batch, string text, DateTimeOffset due, DateTimeOffset now)
    {
        var fields = new JsonObject
        {
            ["batch"] = batch,
            ["text"] = text,
            ["due"] = due.ToString("O", CultureInfo.InvariantCulture),
        };
        _ = store.Add(Late, Number(), now, fields);
    }

    private void Write(string batch, string text) =>
        folder.Give($"ack-{Number()}-{batch}{spoken.Extension}", text);

    /// <summary>Counts, so that names sort in the order of writing.</summary>
    private string Number()
    {
        const string id = "written";
        var held = store.Find(Kind, id);
        var next = ((long?)held?.Fields["count"] ?? 0L) + 1;
        var fields = new JsonObject { ["count"] = next };
        if (held is null)
        {
            _ = store.Add(Kind, id, DateTimeOffset.UnixEpoch, fields);
        }
        else
        {
            store.Put(held with { Fields = fields });
        }

        return next.ToString("D8", CultureInfo.InvariantCulture);
    }
}
