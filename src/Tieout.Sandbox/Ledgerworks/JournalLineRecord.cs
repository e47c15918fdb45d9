namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A line of a journal entry; one of the two amounts is zero.</summary>
internal sealed record JournalLineRecord(string Account, decimal Debit, decimal Credit);
