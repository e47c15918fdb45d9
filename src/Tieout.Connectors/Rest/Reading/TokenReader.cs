using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Reads by a token that the last page has for the next reading.</summary>
internal sealed class TokenReader(
    RestChanges.Token token,
    RestResource resource,
    RestClient client,
    RecordMapper mapper,
    IClock clock
) : ChangeReader(resource, client, mapper, clock)
{
    public override Scope ScopeOf(ReadState state) =>
        Client.Scopes.With(("token", state.Token ?? token.Start));

    public override async IAsyncEnumerable<Page> ReadAsync(
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var state = ReadState.Parse(after);
        var isTold = after != Cursor.Start;
        while (true)
        {
            var page = await PageAsync(state, ScopeOf(state), cancellationToken);
            var isLast = page.Next is null;
            state = isLast
                ? new ReadState { Token = TokenOf(page, state) }
                : state with
                {
                    Position = page.Next,
                };
            var meant = Meant(page);
            if (meant.Count > 0 || (isLast && !isTold))
            {
                yield return await PageOfAsync(meant, state, cancellationToken);
                isTold = isLast;
            }

            if (isLast)
            {
                yield break;
            }
        }
    }

    private string TokenOf(RestPage page, ReadState state) =>
        (token.Next.Find(new Place(page.Body)) is { } value ? JsonTexts.TextOf(value) : null) switch
        {
            { Length: > 0 } next => next,
            _ when state.Token is { } same && page.Records.Count == 0 => same,
            _ => throw new ConnectorException(
                ConnectorFault.Contract,
                $"{Resource.Name}: the last page has no token at '{token.Next.Text}'; check changes."
            ),
        };
}
