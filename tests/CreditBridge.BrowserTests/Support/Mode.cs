namespace CreditBridge.BrowserTests.Support;

/// <summary>How a page is looked at.</summary>
public enum Mode
{
    Wide,

    /// <summary>320 px: what a wide window is at 400 % zoom (WCAG 1.4.10).</summary>
    Narrow,
    Dark,
}
