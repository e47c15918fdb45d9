using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Deletes, brings back and merges records.</summary>
internal sealed class RecycleBin(Org org, RecordWriter writer)
{
    private const int MergedAtOnceMax = 2;

    /// <summary>Deletes a record and what belongs to it.</summary>
    /// <exception cref="SalesforceException">It is not there, or another record forbids it.</exception>
    public void Delete(ObjectDefinition kind, string id, CallContext context)
    {
        if (!kind.File.Deletable)
        {
            throw new SalesforceException(
                400,
                "CANNOT_DELETE_ENTITY",
                $"entity type {kind.Name} does not support delete"
            );
        }

        var record = writer.Existing(kind, id);
        Refer(
            record,
            (child, reference) =>
            {
                switch (reference.OnDelete)
                {
                    case DeleteRule.Restrict:
                        throw new SalesforceException(
                            new SalesforceError(
                                400,
                                "DELETE_FAILED",
                                $"Your attempt to delete {NameOf(record)} could not be completed because it is associated with the following {child.Kind.LabelPlural}.: {NameOf(child)}",
                                []
                            )
                        );
                    case DeleteRule.Cascade:
                        Delete(child.Kind, child.Stored.Id, context);
                        break;
                    default:
                        Point(child, reference, id: null, context);
                        break;
                }
            }
        );
        Bin(record, master: null, context);
    }

    /// <summary>Takes a record out of the bin.</summary>
    /// <exception cref="SalesforceException">It is not in it.</exception>
    public void Undelete(string id, CallContext context)
    {
        var record = org.Records.Find(id);
        var oldest = org.Clock.GetUtcNow() - TimeSpan.FromDays(RecordReader.RecycleBinDays);
        if (record is not { Stored.IsDeleted: true } || record.Stored.Modified <= oldest)
        {
            throw new SalesforceException(
                new SalesforceError(400, "UNDELETE_FAILED", "Entity is not in the recycle bin", [])
            );
        }

        record.Stored.Fields[SystemFields.MasterRecordId] = null;
        org.Store.Put(record.Stored with { IsDeleted = false, Modified = context.Stamp });
        org.Keys.Add(record.Kind, record.Stored.Fields, record.Stored.Id);
    }

    /// <summary>Empties the bin of a record: nobody sees it again but getDeleted.</summary>
    /// <exception cref="SalesforceException">It is not in it.</exception>
    public void Purge(string id)
    {
        if (org.Records.Find(id) is not { Stored.IsDeleted: true } record)
        {
            throw new SalesforceException(
                new SalesforceError(
                    400,
                    "INVALID_ID_FIELD",
                    "Invalid record id; the record is not in the recycle bin",
                    []
                )
            );
        }

        org.Store.Remove(record.Kind.Name, record.Stored.Id);
        _ = org.Store.Add(
            DeletionLog.PurgedKind,
            record.Stored.Id,
            record.Stored.Modified,
            new() { ["kind"] = record.Kind.Name }
        );
    }

    /// <summary>Makes records one: the losers are deleted and say which record they went into.</summary>
    /// <returns>Ids of the records that refer to the master from now on.</returns>
    /// <exception cref="SalesforceException">They cannot be merged.</exception>
    public IReadOnlyList<string> Merge(
        ObjectDefinition kind,
        string master,
        IReadOnlyList<string> losers,
        CallContext context
    )
    {
        if (!kind.File.Mergeable || losers.Count is 0 or > MergedAtOnceMax)
        {
            throw new SalesforceException(
                new SalesforceError(
                    400,
                    "INVALID_OPERATION",
                    "Only one or two records can be merged into another",
                    []
                )
            );
        }

        var kept = writer.Existing(kind, master);
        var updated = new List<string>();
        foreach (var loser in losers.Select(x => writer.Existing(kind, x)))
        {
            Refer(
                loser,
                (child, reference) =>
                {
                    Point(child, reference, kept.Stored.Id, context);
                    updated.Add(child.Stored.Id);
                }
            );
            Bin(writer.Existing(kind, loser.Stored.Id), kept.Stored.Id, context);
        }

        // The master itself is touched as well: what it is made of has changed.
        writer.Update(kind, master, [], context);
        return updated;
    }

    private static string NameOf(RecordView record) =>
        record[record.Kind.NameField]?.ToString() ?? record.Stored.Id;

    private void Bin(RecordView record, string? master, CallContext context)
    {
        org.Keys.Remove(record.Kind, record.Stored.Fields, record.Stored.Id);
        if (master is not null)
        {
            record.Stored.Fields[SystemFields.MasterRecordId] = master;
        }

        record.Stored.Fields[SystemFields.LastModifiedDate] = Stamp.Of(context.Stamp);
        record.Stored.Fields[SystemFields.LastModifiedById] = context.UserId;
        org.Store.Put(record.Stored with { IsDeleted = true, Modified = context.Stamp });
    }

    /// <summary>Acts on every record that is not deleted and refers to one.</summary>
    private void Refer(RecordView record, Action<RecordView, FieldDefinition> actOn)
    {
        foreach (var (kind, reference) in org.Schema.ChildrenOf(record.Kind))
        {
            foreach (var child in org.Records.All(kind, withDeleted: false).ToList())
            {
                if (
                    string.Equals(
                        child[reference]?.ToString(),
                        record.Stored.Id,
                        StringComparison.Ordinal
                    )
                )
                {
                    actOn(child, reference);
                }
            }
        }
    }

    private void Point(RecordView child, FieldDefinition reference, string? id, CallContext context)
    {
        // Another reference of the same record may have been changed a moment ago.
        var current = org.Records.Find(child.Kind, child.Stored.Id)!;
        current.Stored.Fields[reference.Name] = id;
        org.Store.Put(current.Stored with { Modified = context.Stamp });
    }
}
