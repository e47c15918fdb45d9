using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>Which month, of which companies, after what: the same for the report and its entries.</summary>
internal sealed class IntercompanyOptions()
    : MonthlyOptions("What is booked in it: 2026-10.", "Only pairs with this legal entity.")
{
    private readonly Option<BookingMark?> _booked = new("--booked")
    {
        Description =
            "What was booked last, as that export said: what changed since then is in this month.",
        HelpName = "month@event",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (BookingMark.TryParse(text, out var mark))
            {
                return mark;
            }

            result.AddError($"--booked: '{text}' is no month and event such as 2026-09@4711.");
            return null;
        },
    };

    protected override Option? Narrower => _booked;

    public BookingMark? BookedOf(ParseResult parsed) => parsed.GetValue(_booked);

    /// <summary>Reads it, telling how far it is.</summary>
    /// <exception cref="CommandRefusedException">A legal entity or a mark that cannot be meant.</exception>
    public async Task<HubIntercompany> ReadAsync(
        ParseResult parsed,
        HubReading reading,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var month = MonthOf(parsed);
        var booked = BookedOf(parsed);
        RequirePossible(booked, month, reading.Offset);
        LegalEntityCode? entity = EntityOf(parsed) is { } text ? Parse(text) : null;
        var read = await ProgressDisplay.RunAsync(
            screen,
            progress =>
                HubIntercompany.ReadAsync(
                    reading,
                    month,
                    booked,
                    entity,
                    progress.Begin("intercompany, contract"),
                    cancellationToken
                )
        );
        return entity is { } one && !read.Reference.LegalEntities.ContainsKey(one)
            ? throw Refused($"--entity: the hub knows no legal entity '{one}'.")
            : read;
    }

    private static void RequirePossible(BookingMark? booked, YearMonth month, long offset)
    {
        if (booked is not null && booked.Month.CompareTo(month) > 0)
        {
            throw Refused($"--booked: {booked} is later than the month itself.");
        }

        if (booked is not null && booked.Event > offset)
        {
            throw Refused(
                FormattableString.Invariant(
                    $"--booked: {booked} is not of this hub, which is at event {offset}."
                )
            );
        }
    }

    private static LegalEntityCode Parse(string text) =>
        Identifier.IsValid(text)
            ? LegalEntityCode.Parse(text)
            : throw Refused($"--entity: '{text}' is no code of a legal entity.");

    private static CommandRefusedException Refused(string why) => new(ExitCode.Usage, why);
}
