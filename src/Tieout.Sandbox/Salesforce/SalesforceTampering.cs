using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce;

/// <summary>What administrators and jobs do to an organisation, for those who rehearse in process.</summary>
public sealed class SalesforceTampering
{
    private readonly SalesforceApi _api;

    internal SalesforceTampering(SalesforceApi api) => _api = api;

    /// <summary>Takes a field away, as an administrator does without telling anybody.</summary>
    public void RemoveField(string kind, string field)
    {
        var old = _api.Org.Kind(kind);
        _api.Org.Schema.Replace(
            old.With(
                fields:
                [
                    .. old.Fields.Where(x =>
                        !string.Equals(x.Name, field, StringComparison.OrdinalIgnoreCase)
                    ),
                ]
            )
        );
    }

    /// <summary>Adds a text field.</summary>
    public void AddField(string kind, string field)
    {
        var old = _api.Org.Kind(kind);
        var added = new FieldDefinition { Name = field, Type = FieldType.String };
        _api.Org.Schema.Replace(old.With(fields: [.. old.Fields, added]));
    }

    /// <summary>Adds a value to a picklist.</summary>
    public void AddValue(string kind, string field, string value)
    {
        var old = _api.Org.Kind(kind);
        _api.Org.Schema.Replace(
            old.With(
                fields:
                [
                    .. old.Fields.Select(x =>
                        string.Equals(x.Name, field, StringComparison.OrdinalIgnoreCase)
                            ? x with
                            {
                                Values = [.. x.Values, value],
                            }
                            : x
                    ),
                ]
            )
        );
    }

    /// <summary>Switches a validation rule on that refuses what makes its condition true.</summary>
    /// <param name="condition">A formula: <c>ISBLANK(AccountNumber)</c>.</param>
    public void AddRule(string kind, string condition, string message)
    {
        var old = _api.Org.Kind(kind);
        var rule = new ValidationRule("Rehearsed", condition, message);
        _api.Org.Schema.Replace(old.With(rules: [.. old.Rules, rule]));
    }

    /// <summary>Makes accounts one; REST has no call for it.</summary>
    /// <param name="master">The id that stays.</param>
    /// <param name="loser">The id that goes.</param>
    public void Merge(string kind, string master, string loser) =>
        _ = _api.Org.Store.Change(() =>
            _api.Bin.Merge(_api.Org.Kind(kind), master, [loser], _api.OwnContext)
        );

    /// <summary>Empties the recycle bin of one record.</summary>
    public void Purge(string id) =>
        _ = _api.Org.Store.Change(() =>
        {
            _api.Bin.Purge(id);
            return true;
        });

    /// <summary>A job of the system: SystemModstamp moves, LastModifiedDate does not.</summary>
    public void Touch(string id)
    {
        var record = _api.Org.Records.Find(id)!;
        _api.Org.Store.Put(record.Stored with { Modified = _api.OwnContext.Stamp });
    }
}
