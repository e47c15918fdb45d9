using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Formulas;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Computes and checks a record that is about to be saved.</summary>
internal sealed class RecordRules(Org org)
{
    private readonly ConcurrentDictionary<string, Formula> _formulas = new(StringComparer.Ordinal);

    /// <summary>Carries field updates out and sets the fields that have formulas.</summary>
    public void Compute(RecordView record, RecordView? before, DateTimeOffset now)
    {
        var scope = ScopeOf(record, before, now);
        foreach (var update in record.Kind.Updates)
        {
            if (FormulaValue.IsTrue(FormulaEvaluator.Evaluate(Read(update.Condition), scope)))
            {
                var value = FormulaEvaluator.Evaluate(Read(update.Value), scope);
                record.Stored.Fields[update.Field] = FieldValue.Stored(value);
            }
        }

        foreach (var field in record.Kind.Fields.Where(x => x.Formula is not null))
        {
            var value = FormulaEvaluator.Evaluate(Read(field.Formula!), scope);
            record.Stored.Fields[field.Name] = FieldValue.Stored(value);
        }
    }

    /// <summary>Refuses a record that lacks something, refers to nothing, or breaks a rule.</summary>
    /// <exception cref="SalesforceException">With everything of one kind that is wrong.</exception>
    public void Check(RecordView record, RecordView? before, DateTimeOffset now)
    {
        string[] missing =
        [
            .. record.Kind.Fields.Where(x => x.Required && record[x] is null).Select(x => x.Name),
        ];
        if (missing.Length > 0)
        {
            throw new SalesforceException(
                400,
                "REQUIRED_FIELD_MISSING",
                $"Required fields are missing: [{string.Join(", ", missing)}]",
                missing
            );
        }

        foreach (var reference in record.Kind.Fields.Where(x => x.Type is FieldType.Reference))
        {
            CheckReference(record, before, reference);
        }

        var scope = ScopeOf(record, before, now);
        SalesforceError[] broken =
        [
            .. record
                .Kind.Rules.Where(x => x.IsActive)
                .Where(x =>
                    FormulaValue.IsTrue(FormulaEvaluator.Evaluate(Read(x.Condition), scope))
                )
                .Select(x => new SalesforceError(
                    400,
                    x.ErrorCode,
                    x.Message,
                    x.Field is null ? [] : [x.Field]
                )),
        ];
        if (broken.Length > 0)
        {
            throw new SalesforceException(broken);
        }
    }

    private void CheckReference(RecordView record, RecordView? before, FieldDefinition reference)
    {
        var id = record[reference]?.ToString();
        if (
            id is null
            || string.Equals(id, before?[reference]?.ToString(), StringComparison.Ordinal)
        )
        {
            return;
        }

        var kind = org.Schema.ByPrefix(id[..3]);
        if (kind is null || !reference.ReferenceTo.Contains(kind.Name, StringComparer.Ordinal))
        {
            throw new SalesforceException(
                400,
                reference.ReferenceTo.Count > 1 ? "FIELD_INTEGRITY_EXCEPTION" : "MALFORMED_ID",
                $"{reference.LabelOrName}: id value of incorrect type: {id}",
                reference.Name
            );
        }

        switch (org.Records.Find(kind, id))
        {
            case null:
                throw new SalesforceException(
                    400,
                    "INVALID_CROSS_REFERENCE_KEY",
                    "invalid cross reference id",
                    reference.Name
                );
            case { Stored.IsDeleted: true }:
                throw new SalesforceException(
                    new SalesforceError(400, "ENTITY_IS_DELETED", "entity is deleted", [])
                );
        }
    }

    private FormulaScope ScopeOf(RecordView record, RecordView? before, DateTimeOffset now) =>
        new(
            path => org.Records.Value(record, path),
            before is null ? null : path => org.Records.Value(before, path),
            now
        );

    private Formula Read(string text) => _formulas.GetOrAdd(text, FormulaParser.Parse);

    /// <summary>What a new record holds before anything is said of it.</summary>
    public static void SetDefaults(ObjectDefinition kind, JsonObject fields, string user)
    {
        foreach (var field in kind.Fields)
        {
            var value = field switch
            {
                { Default: { } told } => told.DeepClone(),
                { Type: FieldType.Boolean, Formula: null, Name: not SystemFields.IsDeleted } =>
                    JsonValue.Create(false),
                { Name: SystemFields.OwnerId } => JsonValue.Create(user),
                _ => null,
            };
            if (value is not null)
            {
                fields[field.Name] = value;
            }
        }
    }
}
