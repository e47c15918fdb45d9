using Tieout.Connect;
using Tieout.Connectors.LegacyErp;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>A simulated ERP of files, whose people extract what was paid.</summary>
internal sealed class LegacyErpLedgerBench : ILedgerBench
{
    private readonly Dictionary<string, (string Receipt, decimal Paid)> _receipts = new(
        StringComparer.Ordinal
    );
    private readonly LegacyErpUnderTest _target;
    private readonly SampleDocuments _samples;

    private LegacyErpLedgerBench(LegacyErpUnderTest target)
    {
        _target = target;
        _samples = new SampleDocuments(target);
    }

    // An extract is a page.
    public int PageSize => 3;

    public int Troubles { get; private set; }

    public IReadOnlyList<string> NeededFields => [];

    private LegacyErpDesk Desk => _target.Desk;

    private string Last => LegacyErpTest.NewestOf(Desk.Outbound, "receipts-*");

    public static async Task<LegacyErpLedgerBench> OpenAsync(LegacyErpFormat format)
    {
        var encoding = format is LegacyErpFormat.Idoc ? "utf-8" : null;
        var target = await LegacyErpUnderTest.OpenAsync(format, encoding);
        var bench = new LegacyErpLedgerBench(target);
        _ = await target.PostAsync(bench._samples.Party());
        return bench;
    }

    public ISource Open() => new LegacyErpSource(_target.Options());

    public ISource OpenWithWrongSettings() =>
        new LegacyErpSource(_target.Options(Path.Combine(Desk.Folder, "none")));

    public void Pass(TimeSpan time) => Desk.Clock.Advance(time);

    public async Task PostAsync(string reference, CancellationToken cancellationToken) =>
        _ = await _target.PostAsync(_samples.Invoice(reference[_target.Prefix.Length..], 100m));

    public async Task PayAsync(
        string reference,
        decimal amount,
        CancellationToken cancellationToken
    )
    {
        var (last, paid) = _receipts.GetValueOrDefault(reference);
        var receipt = await Desk.PayAsync(reference, amount, receipt: last);
        _receipts[reference] = (receipt, paid + amount);
        _ = await Desk.ExtractAsync();
    }

    public async Task<bool> TryTakeBackAsync(string reference, CancellationToken cancellationToken)
    {
        var (receipt, paid) = _receipts[reference];
        _ = await Desk.PayAsync(reference, -paid, "R", receipt);
        _ = await Desk.ExtractAsync();
        return true;
    }

    public async Task VoidAsync(string reference, CancellationToken cancellationToken)
    {
        _ = await Desk.PayAsync(reference, 0m, "V");
        _ = await Desk.ExtractAsync();
    }

    public async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.NewField:
                foreach (var path in Directory.GetFiles(Desk.Outbound, "receipts-*"))
                {
                    await ChangeAsync(path, x => x + "NEVER HEARD OF", cancellationToken);
                }

                return true;
            case SourceTrouble.NewWord:
                await PostAsync("T-ODD", cancellationToken);
                await PayAsync("T-ODD", 1m, cancellationToken);
                // Type, division, currency and receipt come before what was done.
                await ChangeAsync(
                    Last,
                    x => x[0] is '2' ? $"{x[..29]}G{x[30..]}" : x,
                    cancellationToken
                );
                return true;
            default:
                // Nobody counts those who read files or asks who they are; a late extract has its own tests.
                return false;
        }
    }

    public void Withhold(string field) => throw new NotSupportedException();

    public Task RecoverAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    private async Task ChangeAsync(
        string path,
        Func<string, string> change,
        CancellationToken cancellationToken
    )
    {
        var lines = await File.ReadAllLinesAsync(path, cancellationToken);
        await File.WriteAllLinesAsync(path, lines.Select(change), cancellationToken);
        Troubles++;
    }
}
