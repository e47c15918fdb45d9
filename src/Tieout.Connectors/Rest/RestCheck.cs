using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Reading;
using Tieout.Connectors.Rest.Writing;

namespace Tieout.Connectors.Rest;

/// <summary>Proves that a connection's settings work.</summary>
internal static class RestCheck
{
    /// <summary>Sends the manifest's check, else asks for the first page of the first resource or of the documents.</summary>
    /// <exception cref="ConnectorException">They do not, and why.</exception>
    public static async Task RunAsync(
        RestClient client,
        RestDialect dialect,
        IClock clock,
        CancellationToken cancellationToken
    )
    {
        if (dialect.Check is { } check)
        {
            var request = new RestRequest(check, client.Scopes.Plain);
            _ = await client.ReadAsync(request, cancellationToken);
        }
        else if (dialect.Resources is [var first, ..])
        {
            var fields = new FieldReader(client.Scopes, new Lookups(client, dialect.Lookups));
            var mapper = new RecordMapper(first, string.Empty, fields);
            var reader = ChangeReader.Of(first, client, mapper, clock);
            var walk = new RecordWalk(client, first);
            _ = await walk.ReadAsync(reader.ScopeOf(new ReadState()), null, cancellationToken);
        }
        else if (dialect.Writes is { Documents.List: { } list })
        {
            var scope = ListScope.Of(client, string.Empty, dates: null);
            _ = await new PageWalk(client, list).ReadAsync(scope, null, null, cancellationToken);
        }
    }
}
