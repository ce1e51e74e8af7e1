"""The look as Gradio wants to hear it; colours and sizes themselves stand in `look/`."""

from __future__ import annotations

import gradio as gr

# Named fonts of the system only: a font by name alone is never fetched.
FONTS = (
    "Pretendard",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "system-ui",
    "sans-serif",
)
MONOSPACED = ("D2Coding", "ui-monospace", "Consolas", "monospace")


def build_theme() -> gr.themes.Base:
    """Return a plain theme whose colours are the tokens of `look/`.

    One token serves both modes: `look/` gives it another value under `.dark`.
    """
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
        font=FONTS,
        font_mono=MONOSPACED,
    )
    tokens = {
        "body_background_fill": "var(--g-ground)",
        "body_text_color": "var(--g-ink)",
        "body_text_color_subdued": "var(--g-quiet)",
        "background_fill_primary": "var(--g-surface)",
        "background_fill_secondary": "var(--g-ground)",
        "block_background_fill": "var(--g-surface)",
        "block_border_color": "var(--g-line)",
        "block_label_background_fill": "var(--g-surface)",
        "block_label_text_color": "var(--g-quiet)",
        "block_title_text_color": "var(--g-ink)",
        "border_color_primary": "var(--g-line)",
        "border_color_accent": "var(--g-accent)",
        "input_background_fill": "var(--g-surface)",
        "input_border_color": "var(--g-edge)",
        "input_border_color_focus": "var(--g-accent)",
        "input_placeholder_color": "var(--g-quiet)",
        "button_primary_background_fill": "var(--g-accent)",
        "button_primary_background_fill_hover": "var(--g-accent-deep)",
        "button_primary_text_color": "var(--g-on-accent)",
        "button_primary_border_color": "var(--g-accent)",
        "button_secondary_background_fill": "var(--g-surface)",
        "button_secondary_background_fill_hover": "var(--g-soft)",
        "button_secondary_text_color": "var(--g-ink)",
        "button_secondary_border_color": "var(--g-line-strong)",
        "link_text_color": "var(--g-accent)",
        "link_text_color_hover": "var(--g-accent-deep)",
        "link_text_color_visited": "var(--g-accent)",
        "checkbox_background_color_selected": "var(--g-accent)",
        "checkbox_border_color": "var(--g-edge)",
        "checkbox_border_color_selected": "var(--g-accent)",
        "checkbox_label_background_fill": "var(--g-surface)",
        "checkbox_label_background_fill_selected": "var(--g-soft)",
        "checkbox_label_text_color": "var(--g-ink)",
        "checkbox_label_text_color_selected": "var(--g-ink)",
        "slider_color": "var(--g-accent)",
        "table_border_color": "var(--g-line)",
        "table_even_background_fill": "var(--g-surface)",
        "table_odd_background_fill": "var(--g-ground)",
        "table_row_focus": "var(--g-soft)",
        "error_background_fill": "var(--g-bad-soft)",
        "error_border_color": "var(--g-bad)",
        "error_text_color": "var(--g-bad)",
        "color_accent_soft": "var(--g-soft)",
    }
    both = tokens | {f"{name}_dark": value for name, value in tokens.items()}
    return theme.set(
        **both,
        color_accent="var(--g-accent)",
        block_shadow="none",
        block_border_width="1px",
        button_large_radius="10px",
        input_radius="10px",
        input_border_width="1px",
        input_shadow="none",
        checkbox_border_width="1px",
    )
