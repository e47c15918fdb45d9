using System.Collections.Immutable;
using Tieout.Domain.Amounts;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Ledger;

/// <summary>The balances of one engagement's work ledger, by stage and currency.</summary>
/// <remarks>
/// Double entry: whatever is recorded stands in exactly one stage, so for each currency
/// <see cref="Recorded"/> equals the sum of the stages after every single move.
/// Work without a value yet stands under no currency.
/// </remarks>
public sealed record WorkLedger
{
    public static WorkLedger Empty { get; } = new();

    /// <summary>What was recorded and not taken back, by currency code ("" before rating).</summary>
    public ImmutableSortedDictionary<string, Total> Recorded { get; init; } =
        ImmutableSortedDictionary.Create<string, Total>(StringComparer.Ordinal);

    /// <summary>What stands in each stage, by currency code ("" before rating).</summary>
    public ImmutableSortedDictionary<(Stage Stage, string Currency), Total> Stages { get; init; } =
        ImmutableSortedDictionary<(Stage, string), Total>.Empty;

    /// <summary>Applies moves that belong together.</summary>
    /// <exception cref="InvariantException">A stage would owe work afterwards.</exception>
    public WorkLedger Apply(IReadOnlyList<Move> moves)
    {
        if (moves.Count == 0)
        {
            return this;
        }

        var recorded = Recorded.ToBuilder();
        var stages = Stages.ToBuilder();
        for (var i = 0; i < moves.Count; i++)
        {
            var move = moves[i];
            var currency = move.Amount?.Currency.Code ?? string.Empty;
            var total = new Total(move.Effort, move.Amount?.Amount ?? 0m);
            Post(recorded, stages, move.From, currency, default(Total) - total);
            Post(recorded, stages, move.To, currency, total);
        }

        for (var i = 0; i < moves.Count; i++)
        {
            RequireNothingOwed(stages, moves[i].From, moves[i].Amount);
            RequireNothingOwed(stages, moves[i].To, moves[i].Amount);
        }

        return this with
        {
            Recorded = recorded.ToImmutable(),
            Stages = stages.ToImmutable(),
        };
    }

    /// <summary>Proves the balance: Σ stages = recorded, in effort and in each currency.</summary>
    /// <exception cref="InvariantException">It does not hold.</exception>
    public WorkLedger Checked()
    {
        // One pass without LINQ for each currency: this runs after every recorded entry.
        foreach (var (currency, recorded) in Recorded)
        {
            var sum = default(Total);
            foreach (var (place, total) in Stages)
            {
                if (string.Equals(place.Currency, currency, StringComparison.Ordinal))
                {
                    sum += total;
                }
            }

            Invariant.Require(
                sum == recorded,
                $"the stages add up to what was recorded {currency}"
            );
        }

        return this;
    }

    /// <summary>Counts again from the slices themselves, without any running balance.</summary>
    public static WorkLedger Recount(IEnumerable<WorkItem> items)
    {
        var moves = new List<Move>();
        foreach (var item in items)
        {
            Moves.Between(null, item, moves);
        }

        return Empty.Apply(moves);
    }

    /// <summary>Whether both say the same about every stage that holds anything.</summary>
    public bool Agrees(WorkLedger other) =>
        Standing(this).SequenceEqual(Standing(other))
        && Standing(Recorded).SequenceEqual(Standing(other.Recorded));

    private static IEnumerable<KeyValuePair<(Stage, string), Total>> Standing(WorkLedger ledger) =>
        ledger.Stages.Where(x => x.Value != default);

    private static IEnumerable<KeyValuePair<string, Total>> Standing(
        ImmutableSortedDictionary<string, Total> totals
    ) => totals.Where(x => x.Value != default);

    private static void RequireNothingOwed(
        ImmutableSortedDictionary<(Stage Stage, string Currency), Total>.Builder stages,
        Stage? stage,
        Money? amount
    )
    {
        if (stage is { } named)
        {
            var currency = amount?.Currency.Code ?? string.Empty;
            Invariant.Require(
                stages[(named, currency)].Effort >= Effort.Zero,
                $"{named} owes no work {currency}"
            );
        }
    }

    private static void Post(
        ImmutableSortedDictionary<string, Total>.Builder recorded,
        ImmutableSortedDictionary<(Stage, string), Total>.Builder stages,
        Stage? stage,
        string currency,
        Total total
    )
    {
        if (stage is { } named)
        {
            stages[(named, currency)] = stages.GetValueOrDefault((named, currency)) + total;
            recorded[currency] = recorded.GetValueOrDefault(currency) + total;
        }
    }
}
