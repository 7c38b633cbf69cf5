// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHeaderView>

class QLineEdit;

namespace nephoscope {

/// A header with a box to type into below each title. Boxes belong to columns by name and move with them.
class FilterHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit FilterHeader(QWidget *parent);

    /// Which columns there are: their names, titles and what helps to fill the box.
    void setColumns(const QStringList &names, const QStringList &titles, const QStringList &help);
    QString text(const QString &name) const;
    void setText(const QString &name, const QString &text);
    QHash<QString, QString> texts() const; ///< those that say something
    void setTexts(const QHash<QString, QString> &texts);
    /// Empty: what the box says is right.
    void setMistake(const QString &name, const QString &mistake);
    QLineEdit *box(const QString &name) const { return m_boxes.value(name); }
    void setBoxesShown(bool shown);
    bool areBoxesShown() const { return m_areShown; }
    /// The section at the end, which takes what the others leave it; -1 where none is shown.
    int lastShown() const;

    QSize sizeHint() const override;

signals:
    void edited();
    /// Down was pressed in a box.
    void left();
    /// Somebody would rather choose than type.
    void helpWanted(const QString &name);

protected:
    void updateGeometries() override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    QLineEdit *make(const QString &name);

    QStringList m_names;
    QHash<QString, QLineEdit *> m_boxes;
    QHash<QString, QString> m_help;
    bool m_areShown = true;
};

} // namespace nephoscope
