using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Schema;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>An organisation: its objects, its records and its only user who calls.</summary>
internal sealed class Org : IDisposable
{
    private const string ProfilePrefix = "00e";
    private readonly string _id;

    public Org(SalesforceOrgOptions options)
    {
        Store = new ObjectStore(options.DatabasePath);
        Clock = options.Clock;
        Schema = new OrgSchema([.. options.Editions.SelectMany(OrgSchema.Files)], options.Currency);
        Ids = new IdMint(Store, options.Seed);
        Keys = new KeyIndex(Store);
        Records = new RecordReader(this);
        (_id, UserId) = Store.Change(Open);
    }

    public ObjectStore Store { get; }

    public SandboxClock Clock { get; }

    public OrgSchema Schema { get; }

    public IdMint Ids { get; }

    public KeyIndex Keys { get; }

    public RecordReader Records { get; }

    public string Id => _id;

    public DateTimeOffset Founded => Store.Find("Organization", Id)!.Created;

    /// <summary>Who calls, whatever the way in: the integration user.</summary>
    public string UserId { get; }

    /// <summary>An object by API name.</summary>
    /// <exception cref="SalesforceException">There is none.</exception>
    public ObjectDefinition Kind(string name) =>
        Schema[name] ?? throw new SalesforceException(SalesforceError.NotFound);

    public void Dispose() => Store.Dispose();

    /// <summary>Finds the organisation and its user in a file, or founds them.</summary>
    private (string Id, string UserId) Open()
    {
        if (Store.All("Organization") is [var org, ..])
        {
            return (org.Id, Store.All("User")[0].Id);
        }

        var now = Stamp.Whole(Clock.GetUtcNow());
        var id = Ids.NextId("00D");
        var user = Ids.NextId("005");
        var profile = Ids.NextId(ProfilePrefix);
        Found("Organization", id, new() { ["Name"] = "Rehearsal", ["InstanceName"] = "CS1" });
        Found("Profile", profile, new() { ["Name"] = "Minimum Access - API Only Integrations" });
        Found(
            "User",
            user,
            new()
            {
                ["Username"] = "integration@rehearsal.example",
                ["FirstName"] = "Integration",
                ["LastName"] = "User",
                ["Name"] = "Integration User",
                ["Email"] = "integration@rehearsal.example",
                ["Alias"] = "integ",
                ["IsActive"] = true,
                ["ProfileId"] = profile,
                ["UserType"] = "Standard",
            }
        );
        return (id, user);

        void Found(string kind, string recordId, JsonObject fields)
        {
            fields[SystemFields.CreatedById] = user;
            fields[SystemFields.LastModifiedById] = user;
            fields[SystemFields.LastModifiedDate] = Stamp.Of(now);
            _ = Store.Add(kind, recordId, now, fields);
            Keys.Add(Kind(kind), fields, recordId);
        }
    }
}
