using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Reads by a number that grows with each change.</summary>
internal sealed class SequenceReader(
    RestChanges.Sequence sequence,
    RestResource resource,
    RestClient client,
    RecordMapper mapper,
    IClock clock
) : ChangeReader(resource, client, mapper, clock)
{
    public override Scope ScopeOf(ReadState state) =>
        Client.Scopes.With(
            ("after", (state.Number ?? sequence.Start).ToString(CultureInfo.InvariantCulture))
        );

    public override async IAsyncEnumerable<Page> ReadAsync(
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var state = ReadState.Parse(after);
        while (true)
        {
            var page = await PageAsync(state, ScopeOf(state), cancellationToken);
            var last = page.Records.Select(NumberOf).DefaultIfEmpty(sequence.Start).Max();
            if (last <= (state.Number ?? sequence.Start))
            {
                yield break;
            }

            // The filter comes after the numbers: what is not meant has been read, too.
            state = new ReadState { Number = last };
            var meant = Meant(page);
            yield return await PageOfAsync(meant, state, cancellationToken);
        }
    }

    private long NumberOf(Place record) =>
        sequence.Number.Find(record) is { } value
        && long.TryParse(
            JsonTexts.TextOf(value),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"{Resource.Name}: a record has no whole number at '{sequence.Number.Text}'; check changes."
            );
}
